import { FhirError } from '../../../fhir';
import type { DialectRule } from '../dialect-rule';
import { unreadableShapes } from './unreadable-shapes';
import { unusableAddresses } from './unusable-addresses';

/** An operation may hold thousands of parts, each with several faults. */
const MOST_FAULTS = 100;

/**
 * Refuses what must not be guessed, and tells all of it at once. Reports nothing: it never lets anything through changed.
 * What is not an operation answers before what cannot be done on this resource.
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
