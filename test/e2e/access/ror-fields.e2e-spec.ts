import type { Bundle } from 'fhir/r4';
import type { JsonObject } from '../../../src/fhir';
import { RorAccessModule } from '../../../src/ror';
import { ACCESS_PROFILES, type AccessProfile } from '../../../src/ror/access/access-profile';
import { CODE_SYSTEM } from '../../../src/ror/shared/code-systems';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { capacity, MARK, MARK_NUMBER, telecom } from '../../support/access/examples';
import { rorClients, tokenOf, USER_HEADERS } from '../../support/access/ror-clients';
import { exported, textOfFile } from '../../support/exports';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { FHIR_XML } from '../../support/test-app';

const FIELDS = {
  social: ['04'],
  hospital: ['01'],
  ambulatory: ['05'],
  mixed: ['04', '01'],
  unsaid: [],
  'sensitive-hospital': ['01'],
  'sensitive-social': ['04'],
} as const;
type Offer = keyof typeof FIELDS;

/** Offers, and whether what they belong to is of profile 3's field of activity: written by hand, from the guide. */
const CASES: readonly (readonly [name: string, offers: readonly Offer[], isOfField: boolean])[] = [
  ['no offer', [], false],
  ['a medico-social offer', ['social'], true],
  ['a hospital', ['hospital'], false],
  ['an ambulatory offer', ['ambulatory'], false],
  ['an offer of two fields', ['mixed'], false],
  ['an offer without a field', ['unsaid'], false],
  ['a medico-social offer and a hospital', ['social', 'hospital'], false],
  ['a medico-social offer and one without a field', ['social', 'unsaid'], false],
  // What profile 3 does not see must not show in what else it sees.
  ['a medico-social offer and a sensitive hospital', ['social', 'sensitive-hospital'], true],
  ['a hospital and a sensitive medico-social offer', ['hospital', 'sensitive-social'], false],
];

interface Element {
  readonly type: string;
  readonly element: string;
  readonly members: JsonObject;
  /** The profiles that see it wherever it is. */
  readonly seenBy: string;
  /** The profiles that see it in what belongs to their field. */
  readonly inField: string;
  /** Finds resources by the element. */
  readonly query?: string;
}

const equipment = {
  extension: [{ url: EXTENSION.equipment, extension: [{ url: 'nbInService', valueInteger: MARK_NUMBER }] }],
};
const telecoms = (type: string, query?: string): readonly Element[] => [
  {
    type,
    element: 'restricted telecom',
    members: { telecom: [telecom('2')] },
    seenBy: '125',
    inField: '1235',
    ...(query && { query }),
  },
  {
    type,
    element: 'very restricted telecom',
    members: { telecom: [telecom('3')] },
    seenBy: '1',
    inField: '1',
    ...(query && { query }),
  },
];
const capacityOf = (element: string, state: string, assigned: string, seenBy: string, inField: string): Element => ({
  type: 'Location',
  element,
  members: { extension: [capacity([state], assigned)] },
  seenBy,
  inField,
  query: `nb-capacity=${MARK_NUMBER}`,
});

const ELEMENTS: readonly Element[] = [
  ...telecoms('Organization'),
  ...telecoms('Location'),
  ...telecoms('Practitioner', `telecom=${MARK}`),
  ...telecoms('PractitionerRole', `telecom=${MARK}`),
  capacityOf('capacity, installed and assigned', '01', '02', '1245', '12345'),
  capacityOf('capacity, available', '02', '01', '124', '1234'),
  capacityOf('capacity, additional', '06', '01', '14', '14'),
  { type: 'Location', element: 'equipment', members: equipment, seenBy: '1245', inField: '12345' },
];

interface Place extends Element {
  readonly id: string;
  readonly name: string;
  readonly offers: readonly Offer[];
  readonly isOfField: boolean;
}

const PLACES: readonly Place[] = ELEMENTS.flatMap((element, e) =>
  CASES.map(([name, offers, isOfField], c) => ({ ...element, id: `x${e}-${c}`, name, offers, isOfField })),
);
/** The searches by these elements. */
const QUERIES = [
  ...new Set(ELEMENTS.flatMap(({ type, query }) => (query === undefined ? [] : [`${type}?${query}`]))),
].map((each) => each.split('?') as [type: string, query: string]);
const reference = (type: string, id: string) => ({ reference: `${type}/${id}` });
const offerOf = (of: Place, offer: Offer, more: object = {}) => ({
  resourceType: 'HealthcareService',
  id: `${of.id}-${offer}`,
  extension: [{ url: EXTENSION.sensitiveUnit, valueBoolean: offer.startsWith('sensitive') }],
  ...(FIELDS[offer].length > 0 && { type: FIELDS[offer].map((code) => ({ coding: [{ system: CODE_SYSTEM.activityField, code }] })) }),
  ...(of.type === 'Location' && { location: [reference('Location', of.id)] }),
  ...(of.type === 'Organization' && { providedBy: reference('Organization', of.id) }),
  ...more,
}); // prettier-ignore

/** A resource, its offers, and the roles that lead to them. A professional has a role for each offer. */
function resourcesOf(of: Place): readonly { resourceType: string; id: string }[] {
  const { id, type, members, offers } = of;
  const services = offers.map((each) => reference('HealthcareService', `${id}-${each}`));
  const roles = type !== 'Practitioner' ? [] : services.map((service, n) => ({
    resourceType: 'PractitionerRole', id: `${id}-${n}`, practitioner: reference('Practitioner', id), healthcareService: [service],
  })); // prettier-ignore
  return [
    ...(type === 'PractitionerRole' ? offers.map((each) => offerOf(of, each)) : []),
    {
      resourceType: type,
      id,
      ...((type === 'Location' || type === 'Organization') && { name: 'One' }),
      ...(type === 'PractitionerRole' && services.length > 0 && { healthcareService: services }),
      ...members,
    },
    ...(type === 'PractitionerRole' ? [] : offers.map((each) => offerOf(of, each))),
    ...roles,
  ];
}

/** Whether a profile sees a role or professional at all (`ror-resources`): that is another rule. */
const isThere = ({ type, offers }: Place, profile: AccessProfile): boolean => {
  if (profile === '1' || profile === '4') return true;
  const [sensitive, open] = [offers.filter((each) => each.startsWith('sensitive')), offers.filter((each) => !each.startsWith('sensitive'))];
  const fields = (of: readonly Offer[]) => of.flatMap((each) => [...FIELDS[each]]);
  const wanted: readonly string[] = profile === '0' ? ['05'] : ['04', '05'];
  if (type === 'PractitionerRole') {
    if (sensitive.length > 0) return false;
    return profile === '2' || profile === '5' || fields(open).some((each) => wanted.includes(each));
  }
  if (type === 'Practitioner' && (profile === '0' || profile === '3')) return fields(open).some((each) => wanted.includes(each));
  return true;
}; // prettier-ignore
/** A professional is of the field when the roles that profile 3 sees are. */
const isOfField = ({ type, offers, isOfField: usual }: Place): boolean =>
  type === 'Practitioner' && offers.includes('social') ? !offers.includes('ambulatory') : usual;
const sees = (each: Place, profile: AccessProfile): boolean =>
  isThere(each, profile) && (isOfField(each) ? each.inField : each.seenBy).includes(profile);

const isMarked = (text: string): boolean => text.includes(MARK) || text.includes(String(MARK_NUMBER));

describeOnEachDatabase(
  'What each access profile sees of what belongs to its field of activity',
  {
    settings: { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', REFERENTIAL_INTEGRITY: 'off', BUSINESS_RULES: 'off' },
    plugins: [RorAccessModule.forRoot()],
    authenticator: rorClients(),
  },
  (server) => {
    const headersOf = (profile: AccessProfile) => ({ Authorization: `Bearer ${tokenOf(profile)}`, ...USER_HEADERS });
    const get = (profile: AccessProfile, path: string) => server.send('get', path).set(headersOf(profile));
    const put = (resource: { resourceType: string; id: string }) =>
      server.write('put', `/${resource.resourceType}/${resource.id}`, resource, { Authorization: 'Bearer all' });
    const textsIn = (text: string) => new Map(((JSON.parse(text) as Bundle).entry ?? []).map(({ resource }) => [`${resource!.resourceType}/${resource!.id}`, JSON.stringify(resource)]));

    beforeAll(async () => {
      const entry = PLACES.flatMap(resourcesOf).map((resource) => ({
        resource, request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
      }));
      for (let at = 0; at < entry.length; at += 100) {
        const bundle = { resourceType: 'Bundle', type: 'batch', entry: entry.slice(at, at + 100) };
        const { text } = await server.write('post', '/', bundle, { Authorization: 'Bearer all' }).expect(200);
        for (const { response } of (JSON.parse(text) as Bundle).entry!) expect(response!.status).toMatch(/^201/);
      }
    });

    describe.each(ACCESS_PROFILES)('profile %s', (profile) => {
      it.each(PLACES.map((each) => [each.type, each.element, each.name, each] as const))('%s: %s, of %s', async (type, _, _name, each) => {
        const path = `/${type}/${each.id}`;
        const expected = [isThere(each, profile) ? 200 : 404, sees(each, profile)];
        for (const rest of ['', '?_format=xml', '/_history/1']) {
          const { status, text } = await get(profile, path + rest);
          expect([rest, status, isMarked(text)]).toEqual([rest, ...expected]);
        }
      });

      it.each(QUERIES)('finds what it sees by it, and nothing else: %s', async (type, query) => {
        const asked = PLACES.filter((each) => each.type === type && each.query === query);
        const [ids, seen] = [asked, asked.filter((each) => sees(each, profile))].map((some) => some.map(({ id }) => id).sort());
        const { total, entry = [] } = JSON.parse((await get(profile, `/${type}?_id=${ids!.join()}&${query}&_count=500`).expect(200)).text) as Bundle;
        expect([total, entry.map(({ resource }) => resource!.id!).sort()]).toEqual([seen!.length, seen]);
      });
    });

    /** Every way to the resources of a type, each of which must show the same. */
    const OF_LOCATION = PLACES.filter(({ type }) => type === 'Location');
    const expected = (profile: AccessProfile) => OF_LOCATION.map((each) => [`Location/${each.id}`, sees(each, profile)] as const);
    const shownIn = (texts: ReadonlyMap<string, string>, places = OF_LOCATION) =>
      places.map(({ id }) => [`Location/${id}`, isMarked(texts.get(`Location/${id}`) ?? '')] as const);

    describe.each(['2', '3'] as const)('profile %s sees the same of a place', (profile) => {
      it.each([
        ['searched', '/Location?_count=500'],
        ['sorted', '/Location?_count=500&_sort=-nb-capacity'],
        ['in the history of the type', '/Location/_history?_count=500'],
        ['searched with other types', '/?_type=Location&_count=500'],
      ])('%s', async (_, path) => {
        expect(shownIn(textsIn((await get(profile, path).expect(200)).text))).toEqual(expected(profile));
      });

      it('included', async () => {
        const texts = textsIn((await get(profile, '/HealthcareService?_count=500&_include=HealthcareService:location').expect(200)).text);
        const some = OF_LOCATION.filter(({ offers }) => offers.some((each) => !each.startsWith('sensitive')));
        expect(shownIn(texts, some)).toEqual(some.map((each) => [`Location/${each.id}`, sees(each, profile)]));
      });

      it('in a Bundle', async () => {
        const entry = OF_LOCATION.map(({ id }) => ({ request: { method: 'GET', url: `Location/${id}` } }));
        const { text } = await server.write('post', '/', { resourceType: 'Bundle', type: 'batch', entry }, headersOf(profile)).expect(200);
        expect(shownIn(textsIn(text))).toEqual(expected(profile));
      });

      it('exported', async () => {
        const { output } = await exported(server, '/$export?_type=Location', headersOf(profile));
        const lines = (await Promise.all(output.map((file) => textOfFile(server, file, headersOf(profile))))).join('\n').split('\n').filter(Boolean);
        const texts = new Map(lines.map((line) => [`Location/${(JSON.parse(line) as { id: string }).id}`, line]));
        expect(shownIn(texts)).toEqual(expected(profile));
      });

      it('compared with itself', async () => {
        for (const each of OF_LOCATION.filter(({ name }) => name.startsWith('a medico-social offer'))) {
          await put({ resourceType: 'Location', id: each.id, name: 'Two', ...each.members } as never).expect(200);
          const { text } = await get(profile, `/Location/${each.id}/$diff`).expect(200);
          expect(isMarked(text)).toBe(false);
          const validated = await get(profile, `/Location/${each.id}/$validate`).expect(200);
          expect(isMarked(validated.text)).toBe(false);
          await put({ resourceType: 'Location', id: each.id, name: 'One', ...each.members } as never).expect(200);
        }
      });
    });

    const found = async (path: string) => {
      const texts = textsIn((await get('3', `${path}&_count=500`).expect(200)).text);
      return [...texts.keys()].sort();
    };
    const AVAILABLE = PLACES.filter(({ element }) => element === 'capacity, available');
    const inField = AVAILABLE.filter((each) => sees(each, '3'));
    const offersOf = (places: readonly Place[]) =>
      places.flatMap(({ id, offers }) => offers.filter((each) => !each.startsWith('sensitive')).map((each) => `HealthcareService/${id}-${each}`)).sort();
    const ids = AVAILABLE.map(({ id }) => id).join();

    it.each([
      ['a chain', `/HealthcareService?location._id=${ids}&location.nb-capacity=${MARK_NUMBER}`, () => offersOf(inField)],
      ['a chain in a filter', `/HealthcareService?_filter=location.nb-capacity eq ${MARK_NUMBER}&location._id=${ids}`, () => offersOf(inField)],
      ['what there is not', `/Location?_id=${ids}&nb-capacity:missing=true`, () => AVAILABLE.filter((each) => !sees(each, '3')).map(({ id }) => `Location/${id}`).sort()],
      ['a reverse chain', `/Location?_id=${ids}&_has:HealthcareService:location:location.nb-capacity=${MARK_NUMBER}`, () => inField.map(({ id }) => `Location/${id}`).sort()],
    ])('%s finds by capacities that profile 3 sees, and by no others', async (_, path, expectedIds) => {
      expect(await found(encodeURI(path))).toEqual(expectedIds());
    });

    describe('an organization', () => {
      const contact = { telecom: [telecom('2')] };
      const organization = (id: string, more: object = {}) => put({ resourceType: 'Organization', id, name: 'One', ...contact, ...more } as never).expect(201);
      const offer = (id: string, organizationId: string) =>
        put(offerOf({ ...PLACES[0]!, id, type: '' }, 'social', { providedBy: reference('Organization', organizationId) })).expect(201);

      it('with another organization below it shows what is open only', async () => {
        await organization('whole');
        await offer('whole', 'whole');
        expect(isMarked((await get('3', '/Organization/whole').expect(200)).text)).toBe(true);
        await organization('part', { partOf: reference('Organization', 'whole') });
        await offer('part', 'part');
        expect(isMarked((await get('3', '/Organization/whole').expect(200)).text)).toBe(false);
        expect(isMarked((await get('3', '/Organization/part').expect(200)).text)).toBe(true);
      });
    });

    it('follows the offer when its field changes', async () => {
      const place = PLACES.find(({ element, name }) => element === 'equipment' && name === 'a medico-social offer')!;
      const shown = async (format?: string) => isMarked((await get('3', `/Location/${place.id}`).set('Accept', format ?? '*/*').expect(200)).text);
      expect([await shown(), await shown(FHIR_XML)]).toEqual([true, true]);
      await put({ ...offerOf(place, 'social'), type: [{ coding: [{ system: CODE_SYSTEM.activityField, code: '01' }] }] } as never).expect(200);
      expect([await shown(), await shown(FHIR_XML)]).toEqual([false, false]);
      await put(offerOf(place, 'social')).expect(200);
      expect(await shown()).toBe(true);
    });
  },
); // prettier-ignore
