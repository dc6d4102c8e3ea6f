import fc from 'fast-check';
import { anyResource } from '../../../test/support/arbitrary-r4';
import { arbitraryFhirPathPatch } from '../../../test/support/arbitrary-patch';
import { inEnglish } from '../../../test/support/in-english';
import type { JsonObject, JsonValue, PatchDialect } from '../../fhir';
import { applyFhirPathPatch } from '../../fhir/patch';
import { diff } from '../../fhir/patch/diff';
import { rorPatchDialect } from '.';

const TYPES = ['Organization', 'HealthcareService', 'Practitioner', 'PractitionerRole', 'Location'];
const limits = { operations: 10_000, deadlineMs: 10_000 };

/**
 * A refusal is allowed after this rule only: it concerns an extension that is replaced by its value alone, so that the
 * result of strict handling has no url, and validation refuses it.
 */
const MAY_REFUSE = 'nested-value';

/**
 * What lenient handling makes of a patch that strict handling accepts: `same`, or `ruled` when a rule of the dialect is
 * reported, whose result may be another one. `refused` when strict handling refuses it.
 * @throws when there is a difference without a rule
 */
function compare(resource: JsonObject, patch: JsonValue): 'same' | 'ruled' | 'refused' {
  const strict = applyFhirPathPatch(resource, patch, { limits, handling: 'strict', dialect: rorPatchDialect });
  if (!strict.ok) return 'refused';
  const rules = new Set<string>();
  const dialect: PatchDialect = {
    translate: (operation, context) =>
      rorPatchDialect.translate(operation, { ...context, report: ({ rule }) => void rules.add(rule) }),
  };
  const lenient = applyFhirPathPatch(resource, patch, { limits, dialect });
  if (!lenient.ok && !rules.has(MAY_REFUSE)) {
    throw new Error(JSON.stringify({ issues: inEnglish(lenient.issues), patch }, null, 1));
  }
  if (rules.size > 0) return 'ruled';
  expect(lenient.ok && lenient.resource).toEqual(strict.resource);
  return 'same';
}

describe.each(TYPES)('a patch of %s that strict handling accepts', (type) => {
  it('is accepted by lenient handling, with the same result unless a rule is reported', () => {
    const tally = { same: 0, ruled: 0, refused: 0 };
    fc.assert(
      fc.property(
        anyResource(type).chain((resource) => fc.tuple(fc.constant(resource), arbitraryFhirPathPatch(resource))),
        ([resource, patch]) => {
          tally[compare(resource, patch)] += 1;
        },
      ),
      { numRuns: 150 },
    );
    expect(tally.same).toBeGreaterThan(20);
  });

  it('is accepted by lenient handling when $diff made it', () => {
    fc.assert(
      fc.property(anyResource(type), anyResource(type), (before, after) => {
        expect(compare(before, diff(before, after))).not.toBe('refused');
      }),
      { numRuns: 40 },
    );
  });
});
