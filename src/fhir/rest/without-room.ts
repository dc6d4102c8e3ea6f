import type { Request } from 'express';
import { Outcome, toRefusal } from '../errors/operation-outcome';
import { say } from '../messages';
import { noRoom } from './edge/in-flight';
import { FhirReply } from './fhir-reply';

/** Seconds after which the answers of now are probably read. */
const RETRY_AFTER = '2';

const LEFT_OUT = say`The request succeeded. Its answer is left out, because the server has no memory for it now.`;
const READ_IT = say`Read the resource to see it.`;

/** What is answered in place of what there is no room for. A write that was done is never told as one that was not. */
export function withoutRoom({ status, headers }: FhirReply, { method }: Request): FhirReply {
  if (method === 'PUT' || method === 'PATCH' || status === 201) {
    const issue = { severity: 'information', code: 'informational', text: LEFT_OUT, hint: READ_IT } as const;
    const applied = { ...headers, 'Preference-Applied': 'return=OperationOutcome' };
    return new FhirReply(status, applied, new Outcome([issue]));
  }
  const { status: unavailable, outcome } = toRefusal(noRoom());
  return new FhirReply(unavailable, { 'Retry-After': RETRY_AFTER }, outcome);
}
