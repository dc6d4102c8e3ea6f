/** @counted-work */
import { countedWork, growth } from '../../../test/support/counted-work';
import { ASKED, profile } from '../../../test/fixtures/profiles/definition';
import type { JsonObject, JsonValue } from '../json/json-value';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles } from './validate-profiles';

function registryOf(...definitions: JsonObject[]): ProfileRegistry {
  const registry = new ProfileRegistry();
  expect(registry.load(definitions)).toEqual([]);
  return registry;
}

const times = (count: number, make: (index: number) => JsonValue): JsonValue[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('the work of judging by profiles', () => {
  const contacts = registryOf(profile('Organization', { 'Organization.contact.telecom': { min: 1 } }));
  const lacking = (count: number): JsonObject => ({
    resourceType: 'Organization',
    contact: times(count, () => ({ purpose: { text: 'a' } })),
  });

  it('ends where enough was found, and nothing else would change the verdict', async () => {
    const judge = (count: number) => validateProfiles(lacking(count), contacts, [ASKED], { maxIssues: 10 });
    judge(20);
    const few = await countedWork(() => judge(1_000));
    const many = await countedWork(() => judge(2_000));
    // The remaining work is the search for extensions in every element.
    expect(judge(2_000)).toHaveLength(10);
    expect((many - few) / 1_000).toBeLessThan(15);
  });

  it('goes on where nothing is wrong', () => {
    const { contact } = lacking(999);
    const last = { resourceType: 'Organization', contact: [...times(999, () => ({ telecom: [{ value: '1' }] })), (contact as JsonValue[])[0]!] }; // prettier-ignore
    expect(validateProfiles(last, contacts, [ASKED]).map(({ expression }) => expression)).toEqual([
      'Organization.contact[999].telecom',
    ]);
  });

  it('finds where meta names each unknown profile in one look', async () => {
    const registry = registryOf();
    const judge = (count: number) => {
      const urls = times(count, (index) => `urn:p${index}`) as string[];
      return validateProfiles({ resourceType: 'Organization', meta: { profile: urls } }, registry, urls, { maxIssues: 10_000 }); // prettier-ignore
    };
    expect(judge(3).map(({ expression }) => expression)).toEqual([0, 1, 2].map((at) => `Organization.meta.profile[${at}]`)); // prettier-ignore
    expect(await growth(judge, 100, 1_000)).toBeLessThan(20);
  });
});
