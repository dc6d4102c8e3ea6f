import { deepEqual } from 'node:assert/strict';
import type { FhirResource } from 'fhir/r4';
import type { JsonObject } from '../../fhir';
import type { Mapped } from '../../persistence';
import { runnerOf, type TestRunner } from '../runner';

export interface MappingCase<R extends FhirResource = FhirResource> {
  /** Resources that the tables can hold, by a name for the test's title. */
  readonly samples: Readonly<Record<string, R>>;
  /**
   * Checks the law for any number of such resources from a fast-check arbitrary:
   * `(law) => fc.assert(fc.property(organizations, law))`. The kit itself does not need fast-check.
   */
  readonly property?: (law: (resource: R) => void) => void | Promise<void>;
  readonly runner?: TestRunner;
}

/**
 * Tests the law of a mapping between rows and resources: `toResource(toRow(r))` equals `r`.
 * @param mapped the result of `mapTable`
 */
export function describeMapping<R extends FhirResource>(
  mapped: Mapped,
  { samples, property, runner }: MappingCase<R>,
): void {
  const { describe, it } = runnerOf(runner);
  const law = (resource: R): void => {
    const sent = JSON.parse(JSON.stringify(resource)) as JsonObject;
    deepEqual(mapped.toResource(mapped.toRow(sent)), sent);
  };
  describe(`the mapping of ${mapped.type} to ${mapped.table}`, () => {
    for (const [name, sample] of Object.entries(samples)) {
      it(`returns what it was given: ${name}`, async () => law(sample));
    }
    if (property) it('returns anything it may be given', async () => property(law));
  });
}
