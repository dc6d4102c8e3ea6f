import { FhirError } from '../../../fhir';
import type { DialectRule } from '../dialect-rule';
import { unreadableShapes } from './unreadable-shapes';
import { unusableAddresses } from './unusable-addresses';

/** An operation may hold thousands of parts, each with several faults. */
const MOST_FAULTS = 100;

/**
 * Refuses operations whose meaning must not be guessed, with all faults at once. It records no applied rule, because it
 * never changes an operation. Faults of form (400) take precedence over those on this resource (422).
 */
export const refusedOperations: DialectRule = {
  name: 'refused-operations',
  read(draft, context) {
    const faults: FhirError[] = [];
    for (const find of [unreadableShapes, unusableAddresses]) {
      for (const fault of find(draft, context)) {
        if (faults.length < MOST_FAULTS) faults.push(fault);
        else break;
      }
    }
    const [gravest] = [...faults.filter(({ kind }) => kind === 'invalid-request'), ...faults];
    if (!gravest) return undefined;
    throw new FhirError(
      gravest.kind,
      gravest.text,
      faults.flatMap(({ issues }) => issues),
    );
  },
};
