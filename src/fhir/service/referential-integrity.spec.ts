import { type FhirError } from '../errors/fhir-error';
import type { FhirOptions } from '../options/fhir-options';
import type { RequestContext } from '../plugin/request-context';
import type { StagedWrite } from '../plugin/plugin-unit';
import type { Referrer } from '../ports/unit-of-work';
import type { ResourceKey, StoredVersion } from '../ports/versions';
import type { SeenNeighbours } from './seen-neighbours';
import type { StoreRegistry } from './store-registry';
import { ReferentialIntegrity, type CheckedUnit } from './referential-integrity';

const served = new Map(['Organization', 'Location'].map((type) => [type, {}]));
const integrityOf = (referentialIntegrity: 'delete' | 'on') =>
  new ReferentialIntegrity(
    { referentialIntegrity, baseUrl: 'http://here/fhir' } as FhirOptions,
    { served } as unknown as StoreRegistry,
    { isAll: () => true } as unknown as SeenNeighbours,
  );
const CONTEXT = {} as RequestContext;

function unitOf(
  staged: readonly StagedWrite[],
  referrers: readonly Referrer[] = [],
): CheckedUnit & { asked: string[] } {
  const asked: string[] = [];
  return {
    staged: [...staged],
    asked,
    neighbours: {} as CheckedUnit['neighbours'],
    missingAnywhere: async (keys: readonly ResourceKey[]) => {
      asked.push(...keys.map(({ type, id }) => `${type}/${id}`));
      return keys;
    },
    referrersAnywhere: async (_: ResourceKey, limit: number) => referrers.slice(0, limit),
  };
}

const version = (id: string, json: string | null = '{}') => ({ type: 'Organization', id, json }) as StoredVersion;
const organization = (id: string, partOf?: string) => ({
  resourceType: 'Organization',
  id,
  ...(partOf !== undefined && { partOf: { reference: partOf } }),
});

/** The error text when the given number of resources refer to the one being deleted. */
async function toldOf(count: number): Promise<string | undefined> {
  const referrers = Array.from({ length: count }, (_, n): Referrer => ({ type: 'Location', id: `l${n}`, path: 'Location.managingOrganization' })); // prettier-ignore
  try {
    await integrityOf('delete').check(unitOf([{ version: version('o', null) }], referrers), CONTEXT);
    return undefined;
  } catch (error) {
    return String((error as FhirError).text);
  }
}

describe('who refers to what is to be deleted', () => {
  it.each([
    [1, /l0 \(Location\.managingOrganization\)\.$/],
    [10, /l9 \(Location\.managingOrganization\)\.$/],
    [11, /l9 \(Location\.managingOrganization\) and 1 more\.$/],
    [109, / and 99 more\.$/],
    [110, / and at least 100 more\.$/],
    [500, / and at least 100 more\.$/],
  ])('%d referrers', async (count, told) => {
    expect(await toldOf(count)).toMatch(told);
  });

  it('nobody: it may go', async () => {
    expect(await toldOf(0)).toBeUndefined();
  });
});

describe('what is looked for of all that was written', () => {
  it.each<[string, StagedWrite[], string[]]>([
    ['nothing without a reference', [{ version: version('a'), resource: organization('a') }], []],
    [
      'the new references of each',
      [
        { version: version('a'), resource: organization('a', 'Organization/x') },
        { version: version('b'), resource: organization('b', 'Organization/y') },
      ],
      ['Organization/x', 'Organization/y'],
    ],
    [
      'not what was there before',
      [
        {
          version: version('a'),
          resource: organization('a', 'Organization/x'),
          previous: organization('a', 'Organization/x'),
        },
      ],
      [],
    ],
    [
      'not what is referred to once more',
      [
        {
          version: version('a'),
          resource: {
            ...organization('a', 'Organization/x'),
            endpoint: [{ reference: 'Organization/x' }],
          },
          previous: organization('a', 'Organization/x'),
        },
      ],
      [],
    ],
    [
      'of what was written twice the end, against the beginning',
      [
        {
          version: version('a'),
          resource: organization('a', 'Organization/y'),
          previous: organization('a', 'Organization/x'),
        },
        {
          version: version('a'),
          resource: organization('a', 'Organization/x'),
          previous: organization('a', 'Organization/y'),
        },
      ],
      [],
    ],
    [
      'nothing of what is deleted in the end',
      [
        { version: version('a'), resource: organization('a', 'Organization/x') },
        { version: version('a', null), previous: organization('a', 'Organization/x') },
      ],
      [],
    ],
  ])('%s', async (_, staged, asked) => {
    const unit = unitOf(staged);
    await integrityOf('on')
      .check(unit, CONTEXT)
      .catch(() => undefined);
    expect(unit.asked).toEqual(asked);
  });
});
