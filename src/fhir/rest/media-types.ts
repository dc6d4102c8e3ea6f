import { say } from '../messages';

/** Value of `Accept-Post`, and of the hint of a 415 for bodies other than patches. */
export const ACCEPT_POST = 'application/fhir+json, application/fhir+xml';
/** Value of `Accept-Post` for `POST _search`. @see https://hl7.org/fhir/R4/http.html#search */
export const ACCEPT_SEARCH = 'application/x-www-form-urlencoded';
export const SEND_A_RESOURCE = say`Send the resource with a Content-Type of ${ACCEPT_POST}.`;
export const SEND_A_BUNDLE = say`Send a Bundle with a Content-Type of ${ACCEPT_POST}.`;
