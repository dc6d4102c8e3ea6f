import { say } from '../messages';

/** What `Accept-Post` says, and a 415 for a body that is no patch. */
export const ACCEPT_POST = 'application/fhir+json, application/fhir+xml';
/** The same of `POST _search`. @see https://hl7.org/fhir/R4/http.html#search */
export const ACCEPT_SEARCH = 'application/x-www-form-urlencoded';
export const SEND_A_RESOURCE = say`Send the resource with a Content-Type of ${ACCEPT_POST}.`;
export const SEND_A_BUNDLE = say`Send a Bundle with a Content-Type of ${ACCEPT_POST}.`;
