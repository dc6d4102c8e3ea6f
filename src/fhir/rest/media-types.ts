/** What `Accept-Post` says, and a 415 for a body that is no patch. */
export const ACCEPT_POST = 'application/fhir+json, application/fhir+xml';
export const SEND_A_RESOURCE = `Send the resource with a Content-Type of ${ACCEPT_POST}.`;
