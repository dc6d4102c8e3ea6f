import type { Bundle } from 'fhir/r4';
import { RorAccessModule } from '../../../src/ror';
import { ACCESS_PROFILES } from '../../../src/ror/access/access-profile';
import { CODE_SYSTEM } from '../../../src/ror/shared/code-systems';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { rorClients, tokenOf, USER_HEADERS } from '../../support/access/ror-clients';
import { describeOnEachDatabase } from '../../support/on-each-database';

type Resource = { resourceType: string; id: string };

const offer = (id: string, field: string | undefined, isSensitive = false) => ({
  resourceType: 'HealthcareService',
  id,
  extension: [{ url: EXTENSION.sensitiveUnit, valueBoolean: isSensitive }],
  ...(field !== undefined && { type: [{ coding: [{ system: CODE_SYSTEM.activityField, code: field }] }] }),
});

const OFFERS = {
  hospital: offer('hospital', '01'),
  psychiatry: offer('psychiatry', '03'),
  social: offer('social', '04'),
  ambulatory: offer('ambulatory', '05'),
  unsaid: offer('unsaid', undefined),
  'sensitive-ambulatory': offer('sensitive-ambulatory', '05', true),
  'sensitive-social': offer('sensitive-social', '04', true),
};
type Offer = keyof typeof OFFERS;

/** Which profiles see a role for an offer: written by hand, from the guide. */
const ROLES: Readonly<Record<Offer, string>> = {
  hospital: '1245',
  psychiatry: '1245',
  social: '12345',
  ambulatory: '012345',
  unsaid: '1245',
  'sensitive-ambulatory': '14',
  'sensitive-social': '14',
};

/** Which profiles see a role for several offers. */
const ROLES_OF_SEVERAL: readonly (readonly [offers: readonly Offer[], seenBy: string])[] = [
  [['ambulatory', 'hospital'], '012345'],
  [['social', 'hospital'], '12345'],
  [['hospital', 'unsaid'], '1245'],
  [['ambulatory', 'sensitive-social'], '14'],
  [['hospital', 'sensitive-social'], '14'],
];

/** Which profiles see a professional with roles for these offers. */
const PEOPLE: readonly (readonly [offers: readonly Offer[], seenBy: string])[] = [
  [[], '1245'],
  [['hospital'], '1245'],
  [['social'], '12345'],
  [['ambulatory'], '012345'],
  [['hospital', 'ambulatory'], '012345'],
  [['hospital', 'social'], '12345'],
  [['sensitive-ambulatory'], '14'],
  [['sensitive-ambulatory', 'sensitive-social'], '14'],
  [['sensitive-ambulatory', 'hospital'], '1245'],
  [['sensitive-social', 'ambulatory'], '012345'],
];

/** Which profiles see a place where these offers are provided. */
const PLACES: readonly (readonly [offers: readonly Offer[], seenBy: string])[] = [
  [[], '012345'],
  [['hospital'], '012345'],
  [['sensitive-social'], '14'],
  [['sensitive-social', 'sensitive-ambulatory'], '14'],
  [['sensitive-social', 'hospital'], '012345'],
];

const EXPECTED: readonly (readonly [path: string, seenBy: string])[] = [
  ...Object.entries(ROLES).map(([id, seenBy]) => [`PractitionerRole/${id}`, seenBy] as const),
  ...ROLES_OF_SEVERAL.map(([, seenBy], index) => [`PractitionerRole/several-${index}`, seenBy] as const),
  ...PEOPLE.map(([, seenBy], index) => [`Practitioner/p${index}`, seenBy] as const),
  ...PLACES.map(([, seenBy], index) => [`Location/l${index}`, seenBy] as const),
  ...Object.keys(OFFERS).map((id) => [`HealthcareService/${id}`, id.startsWith('sensitive') ? '14' : '012345'] as const),
]; // prettier-ignore
const TYPES = ['PractitionerRole', 'Practitioner', 'Location', 'HealthcareService'];

const reference = (type: string, id: string) => ({ reference: `${type}/${id}` });
const placesOf = (id: Offer) =>
  PLACES.flatMap(([offers], at) => (offers.includes(id) ? [reference('Location', `l${at}`)] : []));
const list = (key: string, items: readonly object[]) => (items.length > 0 ? { [key]: items } : {});
const RESOURCES: readonly Resource[] = [
  ...PLACES.map((_, index) => ({ resourceType: 'Location', id: `l${index}`, name: 'Place' })),
  ...Object.values(OFFERS).map((each) => ({ ...each, ...list('location', placesOf(each.id as Offer)) })),
  ...PEOPLE.map((_, index) => ({ resourceType: 'Practitioner', id: `p${index}`, active: true })),
  ...Object.keys(OFFERS).map((id) => ({
    resourceType: 'PractitionerRole',
    id,
    healthcareService: [reference('HealthcareService', id)],
  })),
  ...ROLES_OF_SEVERAL.map(([offers], index) => ({
    resourceType: 'PractitionerRole',
    id: `several-${index}`,
    healthcareService: offers.map((id) => reference('HealthcareService', id)),
  })),
  ...PEOPLE.flatMap(([offers], index) =>
    offers.map((id) => ({
      resourceType: 'PractitionerRole',
      id: `p${index}-${id}`,
      practitioner: reference('Practitioner', `p${index}`),
      healthcareService: [reference('HealthcareService', id)],
    })),
  ),
]; // prettier-ignore

describeOnEachDatabase(
  'Which resources each access profile sees',
  {
    settings: { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', REFERENTIAL_INTEGRITY: 'off', BUSINESS_RULES: 'off' },
    plugins: [RorAccessModule.forRoot()],
    authenticator: rorClients(),
  },
  (server) => {
    beforeAll(async () => {
      for (const each of RESOURCES) {
        await server.write('put', `/${each.resourceType}/${each.id}`, each, { Authorization: 'Bearer all' }).expect(201);
      }
    });

    describe.each(ACCESS_PROFILES)('profile %s', (profile) => {
      const get = (path: string) =>
        server.send('get', path).set({ Authorization: `Bearer ${tokenOf(profile)}`, ...USER_HEADERS });

      it.each(EXPECTED)('%s is seen by %s', async (path, seenBy) => {
        const isSeen = seenBy.includes(profile);
        await get(`/${path}`).expect(isSeen ? 200 : 404);
        await get(`/${path}/_history`).expect(isSeen ? 200 : 404);
        await get(`/${path}/_history/1`).expect(isSeen ? 200 : 404);
      });

      it.each(TYPES)('searches of %s find what is seen, and nothing else', async (type) => {
        const asked = EXPECTED.filter(([path]) => path.startsWith(`${type}/`));
        const seen = asked.flatMap(([path, seenBy]) => (seenBy.includes(profile) ? [path] : [])).sort();
        const path = `/${type}?_id=${asked.map(([each]) => each.split('/')[1]).join()}&_count=500`;
        const { total, entry = [] } = JSON.parse((await get(path).expect(200)).text) as Bundle;
        expect([total, entry.map(({ resource }) => `${type}/${resource!.id!}`).sort()]).toEqual([seen.length, seen]);
      });

      it('totals count what is seen', async () => {
        for (const type of ['Practitioner', 'Location', 'HealthcareService']) {
          const seen = EXPECTED.filter(([path, seenBy]) => path.startsWith(`${type}/`) && seenBy.includes(profile));
          const { total } = JSON.parse((await get(`/${type}?_total=accurate&_count=3`).expect(200)).text);
          expect([type, total]).toEqual([type, seen.length]);
        }
      });
    });
  },
); // prettier-ignore

const role = (id: string, service: string) => ({
  resourceType: 'PractitionerRole',
  id,
  healthcareService: [reference('HealthcareService', service)],
});
const SENSITIVE_OFFER = OFFERS['sensitive-ambulatory'];
const PERSON = { resourceType: 'Practitioner', id: 'p', active: true };
const PLACE = { resourceType: 'Location', id: 'l', name: 'Place' };

/** What is deleted in this order, what it belonged to, and which profiles see that the first one is deleted. */
const DELETED: readonly (readonly [what: string, deleted: readonly Resource[], others: readonly Resource[], seenBy: string])[] = [
  ['an offer', [OFFERS.hospital], [], '012345'],
  ['a sensitive offer', [SENSITIVE_OFFER], [], '14'],
  ['a role in an offer', [role('r', 'ambulatory')], [OFFERS.ambulatory], '012345'],
  ['a role in an offer of a hospital', [role('r', 'hospital')], [OFFERS.hospital], '1245'],
  ['a role in a sensitive offer', [role('r', SENSITIVE_OFFER.id)], [SENSITIVE_OFFER], '14'],
  ['a role in a sensitive offer that is deleted too', [role('r', SENSITIVE_OFFER.id), SENSITIVE_OFFER], [], '14'],
  ['a role in an offer that is deleted too', [role('r', 'ambulatory'), OFFERS.ambulatory], [], '14'],
  ['a professional, whose roles are not known any more', [PERSON], [], '14'],
  ['a place, whose offers are not known any more', [PLACE], [], '14'],
  ['a place of a sensitive offer that is deleted too', [PLACE, { ...SENSITIVE_OFFER, ...list('location', [reference('Location', 'l')]) }], [], '14'],
]; // prettier-ignore

describeOnEachDatabase(
  'What each access profile sees of the past',
  {
    settings: {
      UPDATE_CREATE: 'true',
      VALIDATION_LEVEL: 'structure',
      REFERENTIAL_INTEGRITY: 'off',
      BUSINESS_RULES: 'off',
    },
    plugins: [RorAccessModule.forRoot()],
    authenticator: rorClients(),
  },
  (server) => {
    const ALL = { Authorization: 'Bearer all' };
    const put = ({ ...resource }: Resource) => server.write('put', `/${resource.resourceType}/${resource.id}`, resource, ALL); // prettier-ignore
    const get = (profile: string, path: string) =>
      server.send('get', path).set({ Authorization: `Bearer ${tokenOf(profile as never)}`, ...USER_HEADERS });
    const seeing = async (path: string, status: number) => {
      const seen: string[] = [];
      for (const profile of ACCESS_PROFILES) {
        const answer = await get(profile, path);
        expect([status, 404]).toContain(answer.status);
        if (answer.status === status) seen.push(profile);
      }
      return seen.join('');
    };

    it.each(DELETED)('%s', async (what, deleted, others, seenBy) => {
      // Each row has resources of its own.
      const own = DELETED.findIndex(([each]) => each === what);
      const named = (each: Resource) => JSON.parse(JSON.stringify(each).replaceAll(/"id":"([^"]+)"/g, `"id":"$1-${own}"`).replaceAll(/"reference":"([^"]+)"/g, `"reference":"$1-${own}"`)) as Resource; // prettier-ignore
      for (const each of [...others, ...deleted].map(named)) await put(each).expect(201);
      for (const { resourceType, id } of deleted.map(named)) await server.send('delete', `/${resourceType}/${id}`).set(ALL).expect(204); // prettier-ignore
      const { resourceType, id } = named(deleted[0]!);
      expect(await seeing(`/${resourceType}/${id}`, 410)).toBe(seenBy);
      expect(await seeing(`/${resourceType}/${id}/_history`, 200)).toBe(seenBy);
      expect(await seeing(`/${resourceType}/${id}/_history/1`, 200)).toBe(seenBy);
      for (const profile of ACCESS_PROFILES) {
        const { text } = await get(profile, `/${resourceType}/_history?_count=1000`).expect(200);
        expect([profile, text.includes(`"${id}"`)]).toEqual([profile, seenBy.includes(profile)]);
      }
    });

    it.each<[now: string, seenBy: string]>([
      ['sensitive', '14'],
      ['deleted', '14'],
      ['open', '012345'],
    ])('an earlier version of a role in an offer that is %s now', async (now, seenBy) => {
      const [past, present, id] = [`past-${now}`, `present-${now}`, `moved-${now}`];
      for (const each of [past, present]) await put({ ...OFFERS.ambulatory, id: each }).expect(201);
      await put(role(id, past)).expect(201);
      await put(role(id, present)).expect(200);
      if (now === 'sensitive') await put({ ...SENSITIVE_OFFER, id: past }).expect(200);
      if (now === 'deleted') await server.send('delete', `/HealthcareService/${past}`).set(ALL).expect(204);
      expect(await seeing(`/PractitionerRole/${id}`, 200)).toBe('012345');
      expect(await seeing(`/PractitionerRole/${id}/_history/1`, 200)).toBe(seenBy);
      expect(await seeing(`/PractitionerRole/${id}/$diff`, 200)).toBe(seenBy);
      for (const profile of ACCESS_PROFILES) {
        const { text } = await get(profile, `/PractitionerRole/${id}/_history`).expect(200);
        expect([profile, text.includes(past)]).toEqual([profile, seenBy.includes(profile)]);
      }
    });
  },
);
