import type { Job } from '../../ports/jobs';
import { FhirReply } from '../fhir-reply';

/** Bounds of `Retry-After`, seconds. The interval grows with the age of the job. */
const POLL_SOONEST = 1;
const POLL_LATEST = 30;

/** The answer for an unfinished job. @param now milliseconds since 1970 */
export function underWayReply({ progress, createdAt, state }: Job, now: number): FhirReply {
  const waited = Math.round((now - createdAt) / 4_000);
  return new FhirReply(202, {
    'X-Progress': progress || (state === 'waiting' ? 'waiting' : 'begun'),
    'Retry-After': String(Math.min(POLL_LATEST, Math.max(POLL_SOONEST, waited))),
  });
}
