import type { Bundle } from 'fhir/r4';
import { RorAccessModule } from '../../../src/ror';
import { ACCESS_PROFILES, type AccessProfile } from '../../../src/ror/access/access-profile';
import { CODE_SYSTEM } from '../../../src/ror/shared/code-systems';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { EXAMPLES, HIDDEN_PLACE, MARK, MARK_NUMBER, OPEN_PLACE, type Example } from '../../support/access/examples';
import { rorClients, tokenOf, USER_HEADERS } from '../../support/access/ror-clients';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { FHIR_JSON, FHIR_XML } from '../../support/test-app';

/** The search that finds an element by its value. */
const FOUND_BY: Readonly<Record<string, string>> = {
  'HealthcareService the whole offer': `name=${MARK}`,
  'Location capacity': `nb-capacity=${MARK_NUMBER}`,
  'Practitioner telecom': `telecom=${MARK}`,
  'Practitioner identifiers': `identifier=${MARK}`,
  'Practitioner name': `name=${MARK}`,
  'Practitioner gender': 'gender=female',
  'Practitioner address': `address-city=${MARK}`,
  'Practitioner languages': `communication=${MARK}`,
  'PractitionerRole telecom': `telecom=${MARK}`,
};

/** Everybody sees the roles of an ambulatory offer, so they show which of their elements each profile sees. */
const AMBULATORY = {
  resourceType: 'HealthcareService',
  id: 'ambulatory',
  type: [{ coding: [{ system: CODE_SYSTEM.activityField, code: '05' }] }],
};
const inAmbulatory = (id: string, more: object) => ({
  resourceType: 'PractitionerRole',
  id,
  healthcareService: [{ reference: 'HealthcareService/ambulatory' }],
  ...more,
});

const PLACES = [OPEN_PLACE, HIDDEN_PLACE].map((id) => ({ resourceType: 'Location', id, name: 'Place' }));
const SENSITIVE = {
  resourceType: 'HealthcareService',
  id: 'sensitive',
  extension: [{ url: EXTENSION.sensitiveUnit, valueBoolean: true }],
  location: [{ reference: `Location/${HIDDEN_PLACE}` }],
};

const idOf = (each: Example): string => `e${EXAMPLES.indexOf(each)}`;
const NAMES: Readonly<Record<string, object>> = { Organization: { name: 'One' }, Location: { name: 'One' } };

describeOnEachDatabase(
  'What each access profile sees',
  {
    settings: { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', REFERENTIAL_INTEGRITY: 'off', BUSINESS_RULES: 'off' },
    plugins: [RorAccessModule.forRoot()],
    authenticator: rorClients(),
  },
  (server) => {
    const get = (profile: AccessProfile, path: string, format = FHIR_JSON) =>
      server.send('get', path).set({ Authorization: `Bearer ${tokenOf(profile)}`, Accept: format, ...USER_HEADERS });
    const put = (resource: { resourceType: string; id: string }) =>
      server.write('put', `/${resource.resourceType}/${resource.id}`, resource, { Authorization: 'Bearer all' }).expect(201);

    /** What a search of a type shows to a profile, by id. Each search runs once. */
    const pages = new Map<string, Promise<ReadonlyMap<string, string>>>();
    const shownIn = (profile: AccessProfile, type: string, format: string) => {
      const name = `${profile} ${type} ${format}`;
      const known = pages.get(name) ?? get(profile, `/${type}?_count=1000`, format).expect(200).then(({ text }) => entriesOf(type, text));
      pages.set(name, known);
      return known;
    };

    beforeAll(async () => {
      for (const each of [AMBULATORY, ...PLACES, SENSITIVE]) await put(each);
      for (const each of EXAMPLES) {
        const { type, members } = each;
        const resource = { resourceType: type, id: idOf(each), ...NAMES[type], ...members };
        await put(type === 'PractitionerRole' ? inAmbulatory(idOf(each), members) : resource);
        if (type !== 'Practitioner') continue;
        await put(inAmbulatory(`of-${idOf(each)}`, { practitioner: { reference: `Practitioner/${idOf(each)}` } }));
      }
    });

    describe.each(ACCESS_PROFILES)('profile %s', (profile) => {
      it.each(EXAMPLES.map((each) => [each.type, each.element, each.example, each] as const))(
        '%s: %s, %s',
        async (type, _element, _example, each) => {
          const isSeen = each.seenBy.includes(profile);
          const address = `/${type}/${idOf(each)}`;
          for (const format of [FHIR_JSON, FHIR_XML]) {
            const read = await get(profile, address, format);
            expect([read.status, isMarked(read.text)]).toEqual([wholeIsSeen(each, profile) ? 200 : 404, isSeen]);
            const found = (await shownIn(profile, type, format)).get(idOf(each));
            expect([found !== undefined, isMarked(found ?? '')]).toEqual([wholeIsSeen(each, profile), isSeen]);
          }
        },
      );

      it.each(Object.entries(FOUND_BY))('%s: %s finds what is seen, and nothing else', async (what, query) => {
        const examples = EXAMPLES.filter(({ type, element }) => `${type} ${element}` === what);
        const seen = examples.filter(({ seenBy }) => seenBy.includes(profile)).map(idOf).sort();
        const path = `/${examples[0]!.type}?_id=${examples.map(idOf).join()}&${query}&_count=500`;
        const { total, entry = [] } = JSON.parse((await get(profile, path).expect(200)).text) as Bundle;
        expect([total, entry.map(({ resource }) => resource!.id!).sort()]).toEqual([seen.length, seen]);
      });
    });
  },
); // prettier-ignore

/** The texts of the entries of a Bundle, by id. */
function entriesOf(type: string, bundle: string): ReadonlyMap<string, string> {
  const [, ...entries] = bundle.split('fullUrl');
  return new Map(entries.map((text) => [new RegExp(`/${type}/([^"]+)"`).exec(text)![1]!, text]));
}

function isMarked(text: string): boolean {
  return text.includes(MARK) || text.includes(String(MARK_NUMBER));
}

function wholeIsSeen({ element, seenBy }: Example, profile: AccessProfile): boolean {
  return element !== 'the whole offer' || seenBy.includes(profile);
}
