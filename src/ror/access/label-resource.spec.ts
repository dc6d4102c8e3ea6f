import { stringifyJson, type JsonObject, type JsonValue } from '../../fhir';
import { EXAMPLES, MARK, MARK_NUMBER, type Example } from '../../../test/support/access/examples';
import { ACCESS_PROFILES, type AccessProfile } from './access-profile';
import { labelsOf } from './label-resource';
import { isHidden } from './labels';
import { LABELLED_ELEMENTS } from './labelled-elements';

const resourceOf = ({ type, members }: Example): JsonObject => ({ resourceType: type, id: 'a', ...members });

const isSeen = (example: Example, profile: AccessProfile): boolean => {
  const resource = resourceOf(example);
  const text = stringifyJson(shownTo(profile, example.type, resource));
  return text.includes(MARK) || text.includes(String(MARK_NUMBER));
};

describe.each(ACCESS_PROFILES)('profile %s', (profile) => {
  it.each(EXAMPLES.map((each) => [each.type, each.element, each.example, each] as const))(
    '%s: %s, %s',
    (_type, _element, _example, each) => {
      expect(isSeen(each, profile)).toBe((each.seenAlone ?? each.seenBy).includes(profile));
    },
  );
});

describe('the examples', () => {
  it('cover every element of the table, and every label it may have', () => {
    const cells = EXAMPLES.flatMap((each) =>
      labelsOf(each.type, resourceOf(each)).map(({ label }) => `${each.type} ${each.element} ${label}`),
    );
    const types = ['Organization', 'HealthcareService', 'Location', 'Practitioner', 'PractitionerRole'];
    const missing = LABELLED_ELEMENTS.flatMap(({ type, label, what }) =>
      (type === '*' ? types : [type]).flatMap((each) =>
        label.labels
          .filter((one) => one !== undefined && (one !== 'contact-restricted-social' || each === 'HealthcareService'))
          .map((one) => `${each} ${what.en} ${one}`),
      ),
    ).filter((cell) => !cells.includes(cell));
    expect(missing).toEqual([]);
  });
});

describe('invalid resources are labelled without a crash', () => {
  it.each<[string, JsonObject]>([
    ['lists that are none', { telecom: { value: 'a' }, contact: 'a', extension: 7 }],
    [
      'items that are nothing',
      { telecom: [null, 'a', 1, []], contact: [null, { telecom: [null] }], extension: [null] },
    ],
    ['extensions in extensions that are none', { extension: [{ url: 7 }, { url: 'a', extension: 'b' }] }],
    ['texts in the place of objects', { text: 'a', contained: 'b', practitioner: 'c', name: 'd' }],
  ])('%s', (_, members) => {
    for (const type of ['Organization', 'HealthcareService', 'Location', 'Practitioner', 'PractitionerRole', 'Basic']) {
      expect(() => labelsOf(type, { resourceType: type, ...members })).not.toThrow();
    }
  });

  it('a telecom that is not a list is hidden like one that is', () => {
    expect(labelsOf('Location', { resourceType: 'Location', telecom: { value: 'a' } })).toEqual([
      { path: ['telecom'], label: 'contact-very-restricted' },
    ]);
  });
});

/** The resource without elements whose label is hidden from a profile. */
function shownTo(profile: AccessProfile, type: string, resource: JsonObject): JsonValue {
  const hidden = new Set(
    labelsOf(type, resource).flatMap(({ path, label }) => (isHidden(label, profile) ? [path.join('.')] : [])),
  );
  const without = (value: JsonValue, path: string): JsonValue | undefined => {
    if (hidden.has(path)) return undefined;
    const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
    if (Array.isArray(value)) {
      return value.map((each, index) => without(each, at(index))).filter((each) => each !== undefined);
    }
    if (typeof value !== 'object' || value === null || !('constructor' in value) || value.constructor !== Object) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value as JsonObject).flatMap(([key, each]) => {
        const shown = without(each, at(key.startsWith('_') ? key.slice(1) : key));
        return shown === undefined ? [] : [[key, shown]];
      }),
    );
  };
  return without(resource, '') ?? null;
}
