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
  ...PEOPLE.map(([, seenBy], index) => [`Practitioner/p${index}`, seenBy] as const),
  ...PLACES.map(([, seenBy], index) => [`Location/l${index}`, seenBy] as const),
  ...Object.keys(OFFERS).map((id) => [`HealthcareService/${id}`, id.startsWith('sensitive') ? '14' : '012345'] as const),
]; // prettier-ignore

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
        const [type = '', id = ''] = path.split('/');
        const isSeen = seenBy.includes(profile);
        await get(`/${path}`).expect(isSeen ? 200 : 404);
        await get(`/${path}/_history`).expect(isSeen ? 200 : 404);
        await get(`/${path}/_history/1`).expect(isSeen ? 200 : 404);
        const { total } = JSON.parse((await get(`/${type}?_id=${id}`).expect(200)).text);
        expect(total).toBe(isSeen ? 1 : 0);
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
