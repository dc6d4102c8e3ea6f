import type { JsonObject } from '../../json';
import type { SearchClause } from '../../ports/search';
import { candidateFor, plainType } from '../../search';
import { Pace } from '../../service/pace';
import type { Planned } from './bundle-links';
import { MadeMatches } from './made-matches';

const made = (id: string, interaction = 'create'): Planned =>
  ({
    plan: { id, interaction },
    entry: { resource: { resourceType: 'Location', identifier: [{ value: id }] } },
  }) as unknown as Planned;
const about = (value: string, code = 'identifier'): SearchClause[] => [{ kind: 'token', code, values: [{ value }] }];

describe('MadeMatches', () => {
  const candidate = jest.fn((type: string, resource: Readonly<JsonObject>, clauses: readonly SearchClause[]) =>
    candidateFor(resource, clauses, plainType(type), undefined),
  );
  const pace = new Pace();
  const own = [made('a'), made('b'), made('c', 'delete')];
  const patched = jest.fn(async ({ plan }: Planned) => ({
    resourceType: 'Location',
    identifier: [{ value: `${plan.id!}2` }],
  }));
  const matches = () => new MadeMatches({ candidate }, pace, patched);

  beforeEach(() => {
    candidate.mockClear();
    patched.mockClear();
  });

  it('finds what is written and matches', async () => {
    expect(await matches().matching('Location', own, about('b'))).toEqual(['b']);
    expect(await matches().matching('Location', own, about('c'))).toEqual([]);
  });

  it('looks into each resource once for all values of the same search parameters', async () => {
    const all = matches();
    for (const value of ['a', 'b', 'x']) await all.matching('Location', own, about(value));
    expect(candidate).toHaveBeenCalledTimes(2);
    await all.matching('Location', own, about('a', '_tag'));
    expect(candidate).toHaveBeenCalledTimes(4);
  });

  it('judges what a patch makes of the stored resource, and patches it once', async () => {
    const all = matches();
    const patches = [...own, made('d', 'patch')];
    expect(await all.matching('Location', patches, about('d2'))).toEqual(['d']);
    expect(await all.matching('Location', patches, about('d'))).toEqual([]);
    expect(await all.matching('Location', patches, about('d2', '_tag'))).toEqual([]);
    expect(patched).toHaveBeenCalledTimes(1);
  });

  it('rests between the resources', async () => {
    jest.spyOn(pace, 'isDue').mockReturnValue(true);
    const rest = jest.spyOn(pace, 'rest');
    await matches().matching('Location', own, about('a'));
    expect(rest).toHaveBeenCalledTimes(4);
  });
});
