/** What a client may send, in words and in `Accept-Patch` and `Accept-Post`. */
export const ACCEPT_POST = 'application/fhir+json';
export const ACCEPT_PATCH = 'application/fhir+json';

export const SEND_A_RESOURCE = `Send the resource with Content-Type: ${ACCEPT_POST}`;
export const SEND_A_PATCH = `Send a FHIRPath Patch: a Parameters resource with Content-Type: ${ACCEPT_PATCH}`;
