import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import {
  PAGE_BYTES,
  type FhirError,
  type JsonObject,
  type Plan,
  type RequestContext,
  type ResourceRules,
  WritePipeline,
} from '../../src/fhir';
import { noCircle, type Part } from '../../src/ror/rules/part-of';
import { describeOnEachDatabase } from '../support/on-each-database';

const TYPES = ['Organization', 'Location'] as const;
const NAMES = ['a', 'b', 'c'] as const;

/** The intended state of a resource: content that may refer to another resource, or none. */
interface Change {
  readonly type: (typeof TYPES)[number];
  readonly name: (typeof NAMES)[number];
  /** `null` deletes it. */
  readonly alias: string | null;
  readonly partOf?: (typeof NAMES)[number] | undefined;
}

const change = fc.record({
  type: fc.constantFrom(...TYPES),
  name: fc.constantFrom(...NAMES),
  alias: fc.option(fc.constantFrom('x', 'y', 'z'), { freq: 4 }),
  partOf: fc.option(fc.constantFrom(...NAMES), { nil: undefined }),
});
/** A rule that looks at all ancestors of a resource. */
const NO_CIRCLE: ResourceRules = {
  alone: () => [],
  among: (neighbours, resource, previous) =>
    noCircle(neighbours, resource as unknown as Part, previous as unknown as Part | undefined),
};

/** Each change is about a different resource. */
const changes = fc.uniqueArray(change, { selector: ({ type, name }) => `${type}/${name}`, maxLength: 5 });
/** Enough to meet every kind of order; each run uses the database. */
const RUNS = { numRuns: 25 };

describeOnEachDatabase('plans that are carried out as one', { settings: { REFERENTIAL_INTEGRITY: 'on' } }, (server) => {
  const pipeline = () => server.app.get(WritePipeline);

  /** The resources of a run have ids of their own. */
  function planOf(run: string, { type, name, alias, partOf }: Change, over: Partial<RequestContext> = {}): Plan {
    const id = `${name}-${run}`;
    const interaction = alias === null ? 'delete' : 'update';
    const context: RequestContext = { requestId: run, interaction, type, id, handling: 'lenient', dryRun: false, headers: {}, ...over }; // prettier-ignore
    if (alias === null) return { context, id, interaction: 'delete', conditions: {} };
    const resource: JsonObject = {
      resourceType: type,
      id,
      name,
      alias: [alias],
      ...(partOf && { partOf: { reference: `${type}/${partOf}-${run}` } }),
    };
    return { context, id, interaction: 'update', conditions: {}, rules: NO_CIRCLE, draft: () => ({ resource }) };
  }

  /** The whole state of a run: every version as the store returns it, without the instants. */
  async function stateOf(run: string): Promise<unknown[]> {
    const state: unknown[] = [];
    for (const type of TYPES) {
      for (const name of NAMES) {
        const page = await server.store.history({ type, id: `${name}-${run}`, count: 99, bytes: PAGE_BYTES });
        for (const { versionId, interaction, json } of page.versions)
          state.push([type, name, versionId, interaction, json?.replaceAll(run, 'run').replace(/"lastUpdated":"[^"]*"/, '')]); // prettier-ignore
      }
    }
    for (const type of TYPES) {
      for (const name of NAMES) {
        const found = await server.store.transaction((unit) => unit.referrers(type, `${name}-${run}`, 99));
        state.push([type, name, found.map(({ id, path }) => [id.replace(run, 'run'), path])]);
      }
    }
    return state;
  }

  const fails = async (work: Promise<unknown>): Promise<FhirError | undefined> =>
    work.then(
      () => undefined,
      (error: FhirError) => error,
    );

  it('leave the same state as one by one, or change nothing when one of them fails', async () => {
    let [kept, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(changes, changes, async (first, then) => {
        const [together, apart] = [randomUUID().slice(0, 8), randomUUID().slice(0, 8)];
        for (const run of [together, apart]) for (const each of first) await fails(pipeline().run([planOf(run, each)]));
        const before = await stateOf(together);
        const failure = await fails(pipeline().run(then.map((each) => planOf(together, each))));
        if (failure) {
          refused += 1;
          expect(['unprocessable', 'referenced', 'business-rule']).toContain(failure.kind);
          expect(await stateOf(together)).toEqual(before);
          return;
        }
        kept += 1;
        // One by one, they succeed in the order in which each finds what it refers to; those that fail are retried.
        let left: Change[] = [...then];
        for (let round = 0; left.length > 0 && round <= then.length; round += 1) {
          const again: Change[] = [];
          for (const each of left) if (await fails(pipeline().run([planOf(apart, each)]))) again.push(each);
          left = again;
        }
        // In a circle of references none can be created first.
        if (left.length === 0) expect(await stateOf(apart)).toEqual(await stateOf(together));
      }),
      RUNS,
    );
    expect([kept > 0, refused > 0]).toEqual([true, true]);
  });

  it('do not count in a dry run', async () => {
    const run = randomUUID().slice(0, 8);
    const plans = NAMES.map((name) => planOf(run, { type: 'Organization', name, alias: 'x' }, { dryRun: true }));
    expect((await pipeline().run(plans)).map(({ created }) => created)).toEqual([true, true, true]);
    expect(await stateOf(run)).toEqual(await stateOf(randomUUID().slice(0, 8)));
  });

  it('may refer to each other in a circle, and be deleted together', async () => {
    const run = randomUUID().slice(0, 8);
    const ring = (alias: string | null): Plan[] => [
      planOf(run, { type: 'Organization', name: 'a', alias, partOf: 'b' }),
      withEndpoint(planOf(run, { type: 'Organization', name: 'b', alias }), `Organization/a-${run}`),
    ];
    expect(await fails(pipeline().run(ring('x').slice(0, 1)))).toMatchObject({ kind: 'unprocessable' });
    await pipeline().run(ring('x'));
    expect(await fails(pipeline().run(ring(null).slice(0, 1)))).toMatchObject({ kind: 'referenced' });
    const deleted = await pipeline().run(ring(null));
    expect(deleted.map(({ version }) => version?.interaction)).toEqual(['delete', 'delete']);
  });

  it('may turn a tree upside down', async () => {
    const run = randomUUID().slice(0, 8);
    const part = (name: Change['name'], partOf?: Change['name']) =>
      planOf(run, { type: 'Location', name, alias: 'x', partOf });
    await pipeline().run([part('a'), part('b', 'a'), part('c', 'b')]);
    expect(await fails(pipeline().run([part('a', 'c')]))).toMatchObject({ kind: 'business-rule' });
    await pipeline().run([part('a', 'b'), part('b', 'c'), part('c')]);
    expect(await fails(pipeline().run([part('a', 'b'), part('c', 'a')]))).toMatchObject({ kind: 'business-rule' });
  });

  it.each<Change['name'][]>([
    ['a', 'a'],
    ['b', 'a', 'b'],
  ])('are refused when two are about one resource', async (...names) => {
    const run = randomUUID().slice(0, 8);
    const plans = names.map((name) => planOf(run, { type: 'Organization', name, alias: 'x' }));
    expect(await fails(pipeline().run(plans))).toMatchObject({ kind: 'invalid-request' });
  });

  it('of twenty writers of the same three resources in any order, all succeed', async () => {
    const run = randomUUID().slice(0, 8);
    const writers = Array.from({ length: 20 }, (_, n) => {
      const names = n % 2 === 0 ? NAMES : NAMES.toReversed();
      return pipeline().run(names.map((name) => planOf(run, { type: 'Organization', name, alias: `w${n}` })));
    });
    const outcomes = await Promise.all(writers);
    expect(outcomes.flat().every(({ changed }) => changed)).toBe(true);
    const page = await server.store.history({ type: 'Organization', id: `a-${run}`, count: 99, bytes: PAGE_BYTES });
    expect(page.total).toBe(20);
  });
});

/** Adds a reference that no rule of a type looks at. */
function withEndpoint(plan: Plan, reference: string): Plan {
  if (plan.interaction === 'delete' || plan.interaction === 'none') return plan;
  const extension = [{ url: 'urn:x', valueReference: { reference } }];
  return {
    ...plan,
    draft: (previous, tombstone) => {
      const draft = plan.draft(previous, tombstone) as { readonly resource: JsonObject };
      return { resource: { ...draft.resource, extension } };
    },
  };
}
