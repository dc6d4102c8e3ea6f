import fc from 'fast-check';
import { applyFhirPathPatch, type PatchResult } from '../../src/fhir/patch';
import { validateResource } from '../../src/fhir/validation';
import { parseJson } from '../../src/fhir/json/parse-json';
import { stringifyJson } from '../../src/fhir/json/stringify-json';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/fhir/json/json-value';
import { applyJsonPatch } from '../../src/fhir/patch/json-patch';
import { applyXmlPatch } from '../../src/fhir/patch/xml-patch';
import { rorPatchDialect } from '../../src/ror/patch-dialect';
import { sampleDirectory } from '../../src/ror/sample/sample-directory';
import { arbitraryFhirPathPatch, arbitraryJsonPatch, arbitraryXmlPatch } from './arbitrary-patch';
import { arbitraryResource } from './arbitrary-resource';
import { deepFreeze, hasUnmatchedIds, notFhirJson } from './fhir-json';

export interface PatchFormat {
  readonly name: string;
  readonly resource: fc.Arbitrary<JsonObject>;
  patches(resource: JsonObject): fc.Arbitrary<JsonValue>;
  apply(resource: JsonObject, patch: JsonValue): PatchResult;
  /** The call, for a test to paste. `resource` and `patch` are variables. */
  readonly call: string;
  /** Whether the format knows the R4 model, so that its result always has the structure of R4. */
  readonly typed: boolean;
}

const directory = fc.constantFrom(...(sampleDirectory() as unknown as JsonObject[]));
const ROR_TYPES = ['Organization', 'HealthcareService', 'Practitioner', 'PractitionerRole', 'Location'] as const;
const anyType = arbitraryResource(undefined, { depth: 2 });
const rorType = fc.oneof(
  directory,
  fc.constantFrom(...ROR_TYPES).chain((type) => arbitraryResource(type)),
);
const any = fc.oneof(rorType, anyType);

export const PATCH_FORMATS: readonly PatchFormat[] = [
  {
    name: 'FHIRPath Patch',
    resource: any,
    patches: arbitraryFhirPathPatch,
    apply: (resource, patch) => applyFhirPathPatch(resource, patch),
    call: 'applyFhirPathPatch(resource, patch)',
    typed: true,
  },
  {
    name: 'FHIRPath Patch, strict',
    resource: any,
    patches: arbitraryFhirPathPatch,
    apply: (resource, patch) => applyFhirPathPatch(resource, patch, { handling: 'strict' }),
    call: `applyFhirPathPatch(resource, patch, { handling: 'strict' })`,
    typed: true,
  },
  {
    name: 'FHIRPath Patch in the ROR dialect',
    resource: rorType,
    patches: arbitraryFhirPathPatch,
    apply: (resource, patch) => applyFhirPathPatch(resource, patch, { dialect: rorPatchDialect }),
    call: 'applyFhirPathPatch(resource, patch, { dialect: rorPatchDialect })',
    typed: true,
  },
  {
    name: 'JSON Patch',
    resource: any,
    patches: arbitraryJsonPatch,
    apply: (resource, patch) => applyJsonPatch(resource, patch),
    call: 'applyJsonPatch(resource, patch)',
    typed: false,
  },
  {
    name: 'XML Patch',
    resource: any,
    patches: arbitraryXmlPatch,
    apply: (resource, patch) => applyXmlPatch(resource, patch as string),
    call: 'applyXmlPatch(resource, patch)',
    typed: true,
  },
];

/** The outcomes of a run, to detect a generator that no longer fits. */
export interface Tally {
  changed: number;
  unchanged: number;
  refused: number;
}

/**
 * Applies random patches to random resources and checks each outcome.
 * @returns the number of each outcome
 * @throws Error with a test to paste, for the smallest case that breaks the law
 */
export function fuzzPatches(format: PatchFormat, parameters: fc.Parameters<[[JsonObject, JsonValue]]>): Tally {
  const tally: Tally = { changed: 0, unchanged: 0, refused: 0 };
  const cases = format.resource.chain((resource) => fc.tuple(fc.constant(resource), format.patches(resource)));
  const details = fc.check(
    fc.property(cases, ([resource, patch]) => {
      const fault = faultOf(format, resource, patch, tally);
      if (fault) throw new Error(fault);
    }),
    parameters,
  );
  if (!details.failed || !details.counterexample) return tally;
  const [[resource, patch]] = details.counterexample;
  const fault = faultOf(format, resource, patch, tally);
  throw new Error(`${format.name}, seed ${details.seed}: ${fault}\n${pasteable(format, resource, patch)}`);
}

/** A sentence when an outcome breaks the law, otherwise undefined. */
export function faultOf(format: PatchFormat, resource: JsonObject, patch: JsonValue, tally: Tally): string | undefined {
  const before = stringifyJson([resource, patch]);
  deepFreeze(resource);
  deepFreeze(patch);
  let result: PatchResult;
  try {
    result = format.apply(resource, patch);
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
  if (stringifyJson([resource, patch]) !== before) return 'changed its input';
  if (!result.ok) {
    tally.refused += 1;
    if ('resource' in result) return 'gave a resource with a refusal';
    return result.issues.length > 0 ? undefined : 'refused without an issue';
  }
  if (result.resource === resource) {
    tally.unchanged += 1;
    return undefined;
  }
  tally.changed += 1;
  // Values of complex types are stored as they were sent; checking them is the task of validation.
  const fault = shapeFault(resource, result.resource, hasUnmatchedIds(patch));
  const sound =
    format.typed && [resource, patch].filter(isJsonObject).every((each) => structureFaults(each).length === 0);
  const [structure] = sound ? structureFaults(result.resource) : [];
  return fault ?? (structure && `broke the structure: ${structure} in ${stringifyJson(result.resource)}`);
}

function shapeFault(resource: JsonObject, after: JsonObject, mayUnmatch: boolean): string | undefined {
  if (after.id !== resource.id || after.resourceType !== resource.resourceType) return 'changed the identity';
  const place = notFhirJson(after);
  if (place && !mayUnmatch) return `left no FHIR JSON at ${place}: ${stringifyJson(after)}`;
  const text = stringifyJson(after);
  try {
    if (stringifyJson(parseJson(text)) !== text) return `wrote what reads back otherwise: ${text}`;
  } catch (error) {
    return `wrote what cannot be read back: ${String(error)}: ${text}`;
  }
  return undefined;
}

function structureFaults(resource: JsonObject): string[] {
  return validateResource(resource)
    .filter(({ code }) => code === 'structure')
    .map(({ expression, text }) => `${expression}: ${String(text)}`);
}

function pasteable({ name, call }: PatchFormat, resource: JsonObject, patch: JsonValue): string {
  return [
    `it('holds the law of ${name} on a case the fuzz found', () => {`,
    `  const resource = ${stringifyJson(resource)};`,
    `  const patch = ${stringifyJson(patch)};`,
    `  const result = ${call};`,
    `  expect(result.ok && notFhirJson(result.resource)).toBeFalsy();`,
    `});`,
  ].join('\n');
}
