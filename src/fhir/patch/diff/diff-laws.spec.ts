import fc from 'fast-check';
import { anyChange, anyResource } from '../../../../test/support/arbitrary-r4';
import { applyFhirPathPatch } from '../apply-patch';
import type { JsonObject } from '../../json/json-value';
import { diff } from './diff';

const TYPES = ['Organization', 'HealthcareService', 'Practitioner', 'PractitionerRole', 'Location'];
const limits = { operations: 10_000, deadlineMs: 10_000 };

function operationsOf(patch: JsonObject): JsonObject[] {
  return (patch.parameter ?? []) as JsonObject[];
}

/** The result of applying the patch to `before`. */
function patched(before: JsonObject, patch: JsonObject): JsonObject {
  const result = applyFhirPathPatch(before, patch, { limits, handling: 'strict' });
  if (!result.ok) throw new Error(JSON.stringify({ issues: result.issues, patch }, null, 1));
  expect(result.notes).toEqual([]);
  return result.resource;
}

/** `after` with the elements owned by the server taken from `before`. */
function expected(before: JsonObject, after: JsonObject): JsonObject {
  const { id: _id, _id: __id, meta: metaAfter, ...rest } = after;
  const {
    versionId: _v,
    _versionId: __v,
    lastUpdated: _l,
    _lastUpdated: __l,
    ...given
  } = (metaAfter ?? {}) as JsonObject;
  const owned = Object.fromEntries(
    Object.entries((before.meta ?? {}) as JsonObject).filter(([key]) => /^_?(versionId|lastUpdated)$/.test(key)),
  );
  const meta = { ...owned, ...given };
  return {
    ...rest,
    ...(before.id !== undefined && { id: before.id }),
    ...(before._id !== undefined && { _id: before._id }),
    ...(Object.keys(meta).length > 0 && { meta }),
  };
}

describe.each(TYPES)('diff of two %s', (type) => {
  it('applied to the first gives the second, however little they share', () => {
    fc.assert(
      fc.property(anyResource(type), anyResource(type), (before, after) => {
        const copies = structuredClone([before, after]);
        expect(patched(before, diff(before, after))).toEqual(expected(before, after));
        expect([before, after]).toEqual(copies);
      }),
      { numRuns: 100 },
    );
  });

  it('applied to the first gives the second after a few changes', () => {
    const changed = anyResource(type).chain((before) =>
      anyChange(before)
        .chain(({ after }) => anyChange(after))
        .chain(({ after }) => anyChange(after))
        .map(({ after }) => [before, after] as const),
    );
    fc.assert(
      fc.property(changed, ([before, after]) => {
        expect(patched(before, diff(before, after))).toEqual(expected(before, after));
      }),
      { numRuns: 150 },
    );
  });

  it('of one small change is one operation', () => {
    const OPERATIONS = {
      primitive: /^replace$/,
      remove: /^delete$/,
      insert: /^(add|insert)$/,
      move: /^move$/,
    } as const;
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        anyResource(type).chain((before) => anyChange(before).map((change) => ({ before, ...change }))),
        ({ before, after, kind }) => {
          const patch = diff(before, after);
          expect(patched(before, patch)).toEqual(after);
          const operations = operationsOf(patch);
          if (operations.length === 0) return expect(before).toEqual(after);
          expect(operations).toHaveLength(1);
          const [part] = operations[0]!.part as { valueCode: string }[];
          seen.add(kind);
          expect(part!.valueCode).toMatch(OPERATIONS[kind]);
          return undefined;
        },
      ),
      { numRuns: 150 },
    );
    expect(seen.size).toBe(4);
  });

  it('of a resource and itself, its members in another order, is no operation', () => {
    fc.assert(
      fc.property(anyResource(type), (resource) => {
        const turned = Object.fromEntries(Object.entries(structuredClone(resource)).reverse());
        const patch = diff(resource, turned);
        expect(patch).toEqual({ resourceType: 'Parameters' });
        expect(patched(resource, patch)).toBe(resource);
      }),
      { numRuns: 50 },
    );
  });
});
