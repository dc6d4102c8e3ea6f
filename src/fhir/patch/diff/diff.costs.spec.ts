/** @counted-work */
import { countedWork, growth } from '../../../../test/support/counted-work';
import type { JsonObject, JsonValue } from '../../json/json-value';
import { applyFhirPathPatch } from '../apply-patch';
import { diff } from './diff';
import { MOST_STEPS } from './step';
import { ORGANIZATION } from '../../../../test/support/diff-lines';

describe('diff works in proportion to the resource', () => {
  const entry = (index: number): JsonObject => ({
    system: 'phone',
    value: `+33 1 ${index}`,
    use: 'work',
    rank: 1 + (index % 9),
    period: { start: '2020-01-01' },
  });
  const withTelecom = (telecom: JsonValue[]): JsonObject => ({ ...ORGANIZATION, telecom });
  const entries = (count: number): JsonObject[] => Array.from({ length: count }, (_, index) => entry(index));
  const many = entries(450);

  it('40 KB with a few changes: some steps for each of its characters', async () => {
    const before = withTelecom(many);
    expect(JSON.stringify(before).length).toBeGreaterThan(40_000);
    const telecom = [
      { value: 'new' },
      ...many.slice(1, 200),
      { ...many[200]!, value: 'changed' },
      ...many.slice(201, 450),
      many[0]!,
    ];
    expect((diff(before, withTelecom(telecom)).parameter as JsonValue[]).length).toBeLessThanOrEqual(4);
    expect(await countedWork(() => diff(before, withTelecom(telecom)))).toBeLessThan(4 * JSON.stringify(before).length);
  });

  it.each<[string, (list: JsonObject[]) => JsonObject[]]>([
    ['turned round', (list) => [...list].reverse()],
    ['each changed', (list) => list.map((each) => ({ ...each, value: `${each.value as string}0` }))],
    ['all others', (list) => list.map((_, index) => ({ value: `x${index}`, use: 'home' }))],
    ['all alike', (list) => list.map(() => entry(1))],
    ['every second one gone', (list) => list.filter((_, index) => index % 2 === 0)],
  ])('a list, %s: eight times as long is far from 64 times the work', async (_, change) => {
    const work = (size: number) => diff(withTelecom(entries(size)), withTelecom(change(entries(size))));
    expect(await growth(work, 60, 480)).toBeLessThan(16);
  });
});

describe('a list within the only entry of another', () => {
  const codings = Array.from({ length: 400 }, (_, index) => ({ system: 'urn:a', code: String(index) }));
  const turned = [...codings].reverse();
  const service = (...type: JsonObject[]): JsonObject => ({ resourceType: 'HealthcareService', type });
  const meta = (tag: JsonObject[]): JsonObject => ({ resourceType: 'HealthcareService', meta: { tag } });

  it('is compared once: the entry is not compared as a whole before', async () => {
    const within = () => diff(service({ coding: codings }), service({ coding: turned }));
    const alone = () => diff(meta(codings), meta(turned));
    within();
    expect(await countedWork(within)).toBeLessThan(1.2 * (await countedWork(alone)));
  });

  it('has the operations that change it', () => {
    const patch = diff(service({ coding: codings }), service({ coding: codings.slice(1) }));
    expect(patch.parameter).toEqual([
      { name: 'operation', part: [{ name: 'type', valueCode: 'delete' }, { name: 'path', valueString: 'HealthcareService.type[0].coding[0]' }] }, // prettier-ignore
    ]);
  });
});

describe('what a difference may cost', () => {
  const list = (length: number, from = 0): JsonObject[] =>
    Array.from({ length }, (_, i) => ({ value: String(from + i) }));
  const organization = (identifier: JsonObject[]): JsonObject => ({ resourceType: 'Organization', identifier });

  it.each([
    ['entries that are gone', list(MOST_STEPS), list(1)],
    ['entries that are new', list(1), list(MOST_STEPS)],
    ['entries that moved', list(5_000), [...list(4_000, 1_000), ...list(1_000)]],
    ['entries that changed', list(MOST_STEPS), list(MOST_STEPS, 10_000)],
  ])('takes as many operations as it says: %s', (_, before, after) => {
    const patch = diff(organization(before), organization(after));
    expect((patch.parameter as JsonObject[]).length).toBeLessThanOrEqual(MOST_STEPS);
  });

  it.each([
    ['entries that are gone', list(MOST_STEPS + 2), list(1)],
    ['entries that are new', list(1), list(MOST_STEPS + 2)],
    ['entries that moved', list(5_000), [...list(2_500, 2_500), ...list(2_500)]],
    ['entries in any other order', list(10_000), list(10_000).reverse()],
    ['entries that changed', list(MOST_STEPS + 1), list(MOST_STEPS + 1, 10_000)],
  ])('refuses more, and names the limit: %s', (_, before, after) => {
    expect(() => diff(organization(before), organization(after))).toThrow(`a patch of ${MOST_STEPS} operations`);
  });

  it('replaces an element with a list in it that needs more', () => {
    const coded = (coding: JsonObject[]): JsonObject => ({ resourceType: 'HealthcareService', type: [{ coding }] });
    const codes = Array.from({ length: 3_000 }, (_, i) => ({ code: String(i) }));
    const patch = diff(coded(codes), coded([...codes].reverse()));
    expect(patch.parameter).toHaveLength(1);
    const patched = applyFhirPathPatch(coded(codes), patch);
    expect(patched).toMatchObject({ ok: true, resource: coded([...codes].reverse()) });
  });
});
