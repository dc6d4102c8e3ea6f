import fc from 'fast-check';
import { anyEntry, anyResource } from '../../../../test/support/arbitrary-r4';
import { inEnglish } from '../../../../test/support/in-english';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { applyJsonPatch } from './apply-json-patch';

/** Pointers to everything in a value, and to some places that do not exist. */
function pointersOf(value: JsonValue, at = ''): string[] {
  if (Array.isArray(value)) {
    return [
      at,
      `${at}/-`,
      `${at}/${value.length}`,
      ...value.flatMap((item, index) => pointersOf(item, `${at}/${index}`)),
    ];
  }
  if (!isJsonObject(value)) return [at];
  return [at, `${at}/name`, ...Object.entries(value).flatMap(([key, member]) => pointersOf(member, `${at}/${key}`))];
}

const anyValue: fc.Arbitrary<JsonValue> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('ContactPoint', 'string', 'Extension', 'Organization.contact')
      .chain((type) => anyEntry(type, 2))
      .map(({ value }) => value ?? 'x'),
  },
  { weight: 1, arbitrary: fc.jsonValue().map((json) => json as JsonValue) },
  { weight: 1, arbitrary: fc.constantFrom<JsonValue>([], {}, null, '', { coding: [] }, [null]) },
);

function anyOperation(resource: JsonObject): fc.Arbitrary<JsonObject> {
  const pointer = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...pointersOf(resource)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  );
  return fc
    .tuple(fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'), pointer, pointer, anyValue)
    .map(([op, path, from, value]) => ({ op, path, from, value }));
}

/** The place of an empty object, list or string, of a null, or of a list of ids without values. */
function notFhirJson(value: JsonValue, place = '$'): string | undefined {
  if (value === null || value === '') return place;
  if (Array.isArray(value)) {
    if (value.length === 0) return place;
    return value.map((item, index) => notFhirJson(item, `${place}[${index}]`)).find(Boolean);
  }
  if (!isJsonObject(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 0 ? place : keys.map((key) => notFhirMember(value, key, `${place}.${key}`)).find(Boolean);
}

function notFhirMember(members: JsonObject, key: string, place: string): string | undefined {
  const list = members[key]!;
  const twin = members[key.startsWith('_') ? key.slice(1) : `_${key}`];
  if (!Array.isArray(list) || (!Array.isArray(twin) && !key.startsWith('_'))) return notFhirJson(list, place);
  if (list.every((item) => item === null) || (Array.isArray(twin) && twin.length !== list.length)) return place;
  return list
    .map((item, index) => {
      if (item !== null) return notFhirJson(item, `${place}[${index}]`);
      return key.startsWith('_') || isJsonObject((twin as JsonValue[])[index]) ? undefined : `${place}[${index}]`;
    })
    .find(Boolean);
}

describe('applyJsonPatch', () => {
  const resourceAndPatch = anyResource('Organization', 2).chain((resource) =>
    fc.tuple(fc.constant(resource), fc.array(anyOperation(resource), { minLength: 1, maxLength: 3 })),
  );

  it('never throws, never changes what it was given, and leaves FHIR JSON with what the server owns', () => {
    const seen = { applied: 0, refused: 0 };
    fc.assert(
      fc.property(resourceAndPatch, ([resource, patch]) => {
        const copies = structuredClone([resource, patch]);
        expect(notFhirJson(resource)).toBeUndefined();
        const result = applyJsonPatch(resource, patch);
        expect([resource, patch]).toEqual(copies);
        if (!result.ok) {
          seen.refused += 1;
          expect(['invalid-request', 'unprocessable']).toContain(result.kind);
          for (const { text, hint, expression } of inEnglish(result.issues)) {
            expect([text, hint]).toEqual([expect.stringMatching(/\.$/), expect.any(String)]);
            expect(expression).toMatch(/^\$this\[\d\]/);
          }
          return;
        }
        seen.applied += Number(result.resource !== resource);
        expect(notFhirJson(result.resource)).toBeUndefined();
        expect(result.resource.id).toEqual(resource.id);
        expect(result.resource.resourceType).toBe('Organization');
      }),
      { numRuns: 2000 },
    );
    expect(seen.applied).toBeGreaterThan(200);
    expect(seen.refused).toBeGreaterThan(200);
  });

  it('never throws on any JSON as the body', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue(), { minLength: 1 })), (json) => {
        const patch = json as JsonValue;
        const isEmpty = Array.isArray(patch) && patch.length === 0;
        expect(applyJsonPatch({ resourceType: 'Organization' }, patch)).toMatchObject({ ok: isEmpty });
      }),
      { numRuns: 500 },
    );
  });

  it('add and remove of the same place is no change', () => {
    fc.assert(
      fc.property(anyResource('Organization', 2), fc.nat(5), (resource, at) => {
        const list = (resource.telecom ?? []) as JsonValue[];
        const path = `/telecom/${Math.min(at, list.length)}`;
        const begin: JsonObject[] = resource.telecom === undefined ? [{ op: 'add', path: '/telecom', value: [] }] : [];
        const patch: JsonObject[] = [...begin, { op: 'add', path, value: { rank: 7 } }, { op: 'remove', path }];
        const result = applyJsonPatch(resource, patch);
        expect(result.ok && result.resource).toBe(resource);
      }),
      { numRuns: 200 },
    );
  });
});
