import type { Request } from 'express';
import { Outcome, toRefusal } from '../errors/operation-outcome';
import { DONE_BUT_NOT_SHOWN } from './done-but-not-shown';
import { noRoom } from './edge/in-flight';
import { FhirReply } from './fhir-reply';

/** By then, the current answers have probably been read. Seconds. */
const RETRY_AFTER = '2';

/** The answer when there is no memory for the real one. A completed write is never reported as failed. */
export function withoutRoom({ status, headers }: FhirReply, { method }: Request): FhirReply {
  if (method === 'PUT' || method === 'PATCH' || status === 201) {
    const issue = { severity: 'information', code: 'informational', ...DONE_BUT_NOT_SHOWN } as const;
    const applied = { ...headers, 'Preference-Applied': 'return=OperationOutcome' };
    return new FhirReply(status, applied, new Outcome([issue]));
  }
  const { status: unavailable, outcome } = toRefusal(noRoom());
  return new FhirReply(unavailable, { 'Retry-After': RETRY_AFTER }, outcome);
}
