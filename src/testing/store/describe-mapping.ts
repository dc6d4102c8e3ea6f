import { deepEqual } from 'node:assert/strict';
import type { FhirResource } from 'fhir/r4';
import type { JsonObject } from '../../fhir';
import type { Mapped } from '../../persistence';
import { runnerOf, type TestRunner } from '../runner';

export interface MappingCase<R extends FhirResource = FhirResource> {
  /** Resources that the tables have a place for, by what is told of them. */
  readonly samples: Readonly<Record<string, R>>;
  /**
   * Any number of such resources, of an arbitrary of fast-check: `(law) => fc.assert(fc.property(organizations, law))`.
   * The kit itself does not need fast-check.
   */
  readonly property?: (law: (resource: R) => void) => void | Promise<void>;
  readonly runner?: TestRunner;
}

/**
 * The law of a mapping between rows and resources: `toResource(toRow(r))` is `r`.
 * @param mapped what `mapTable` gives
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
      it(`gives back what it was given: ${name}`, async () => law(sample));
    }
    if (property) it('gives back whatever it may be given', async () => property(law));
  });
}
