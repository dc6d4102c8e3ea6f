/** @counted-work */
import { countedWork } from '../../../test/support/counted-work';
import type { JsonValue } from '../json/json-value';
import type { Invariant } from './invariants';
import { publishedInvariants } from './invariants-published';

it('the rules of a type are compiled one by one, each when it is first needed', async () => {
  let rules: readonly Invariant<JsonValue>[] = [];
  const made = await countedWork(() => (rules = publishedInvariants('ElementDefinition')));
  const value = { path: 'Organization.name' };
  const around = { scope: undefined, resource: { resourceType: 'StructureDefinition' } };
  const works: number[] = [];
  for (const { holds } of rules) works.push(await countedWork(() => holds(value, around)));
  expect(rules.length).toBeGreaterThan(10);
  expect(made).toBeLessThan(Math.max(...works));
});
