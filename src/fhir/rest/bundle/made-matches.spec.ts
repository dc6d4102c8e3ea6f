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
  const now = new Date('2026-01-02T03:04:05Z');
  const fitting = async (...asked: Parameters<MadeMatches['matching']>) =>
    (await matches().matching(...asked)).matching;
  const own = [made('a'), made('b'), made('c', 'delete')];
  const drafted = jest.fn(async ({ plan }: Planned) => ({
    resource: { resourceType: 'Location', identifier: [{ value: `${plan.id!}2` }] },
    ...(plan.id === 'kept' && { keeps: new Date('2025-01-01T00:00:00Z') }),
  }));
  const matches = () => new MadeMatches({ candidate }, pace, drafted, () => now);

  beforeEach(() => {
    candidate.mockClear();
    drafted.mockClear();
  });

  it('finds what is written and matches', async () => {
    expect(await fitting('Location', own, about('b'))).toEqual(['b']);
    expect(await fitting('Location', own, about('c'))).toEqual([]);
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
    expect((await all.matching('Location', patches, about('d2'))).matching).toEqual(['d']);
    expect((await all.matching('Location', patches, about('d'))).matching).toEqual([]);
    expect((await all.matching('Location', patches, about('d2', '_tag'))).matching).toEqual([]);
    expect(drafted).toHaveBeenCalledTimes(1);
  });

  it.each(['patch', 'update'])('judges a %s that changes nothing by the time that is stored', async (interaction) => {
    const before = {
      kind: 'lastUpdated',
      values: [{ prefix: 'lt', low: now.getTime(), high: now.getTime() }],
    } as const;
    const own = [made('kept', interaction), made('changed', interaction), made('a')];
    expect(await fitting('Location', own, [before])).toEqual(['kept']);
    expect(await fitting('Location', own, [{ kind: 'not', clause: before }])).toEqual(['changed', 'a']);
  });

  it('reads no resource for a PUT, unless its time matters', async () => {
    await matches().matching('Location', [made('kept', 'update')], about('kept'));
    expect(drafted).not.toHaveBeenCalled();
  });

  it('judges what is written as of now, whatever time the client sent', async () => {
    const since = (iso: string): SearchClause[] => [
      { kind: 'lastUpdated', values: [{ prefix: 'ge', low: Date.parse(iso), high: Date.parse(iso) }] },
    ];
    expect(await fitting('Location', own, since('2026-01-01'))).toEqual(['a', 'b']);
    expect(await fitting('Location', own, since('2026-01-03'))).toEqual([]);
  });

  it('tells what depends on other resources', async () => {
    const chain = { kind: 'refersTo', code: 'organization', type: 'Organization', clauses: [] } as const;
    const asked = [...about('b'), chain];
    expect(await matches().matching('Location', own, asked)).toEqual({ matching: [], unsure: ['b'] });
  });

  it('rests between the resources', async () => {
    jest.spyOn(pace, 'isDue').mockReturnValue(true);
    const rest = jest.spyOn(pace, 'rest');
    await matches().matching('Location', own, about('a'));
    expect(rest).toHaveBeenCalledTimes(4);
  });
});
