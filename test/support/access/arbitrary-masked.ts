import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/fhir';
import { SECRET_URL } from './masking-policy';

let count = 0;
/** A text that occurs nowhere else. */
const unique = fc.constant(null).map(() => `v${(count += 1)}`);

const extension = fc
  .tuple(fc.constantFrom(SECRET_URL, 'urn:test:open'), unique)
  .map(([url, valueString]) => ({ url, valueString }));
const few = <T>(each: fc.Arbitrary<T>, maxLength = 3) => fc.array(each, { maxLength });
const optional = <T>(name: string, list: readonly T[]): JsonObject =>
  list.length > 0 ? { [name]: list as unknown as JsonValue } : {};
const extended = few(extension, 2).map((list) => optional('extension', list));
const use = fc.constantFrom<JsonObject>({}, { use: 'work' }, { use: 'old' });

const telecom = fc.tuple(unique, use, extended, fc.boolean()).map(([value, how, more, isKnown]) => ({
  ...(isKnown && { id: `i${value}` }),
  system: 'phone',
  value,
  ...how,
  ...more,
}));
const address = fc.tuple(unique, use, extended).map(([city, how, more]) => ({ city, ...how, ...more }));
const contact = fc
  .tuple(unique, few(telecom), extended)
  .map(([text, list, more]) => ({ name: { text }, ...optional('telecom', list), ...more }));
const alias = few(fc.tuple(unique, fc.option(extension, { nil: undefined }))).map((list) => ({
  ...optional(
    'alias',
    list.map(([text]) => text),
  ),
  ...(list.some(([, more]) => more) && {
    _alias: list.map(([, more]) => (more ? { extension: [more] } : null)),
  }),
}));

/** Organizations with data that `MaskingPolicy` hides in many places, in which no text occurs twice. */
export const organization: fc.Arbitrary<JsonObject> = fc
  .tuple(unique, few(telecom, 5), few(address), few(contact), few(extension), alias, extended)
  .map(([name, telecoms, addresses, contacts, extensions, aliases, ofPart]) => ({
    resourceType: 'Organization',
    id: 'o',
    name,
    ...optional('telecom', telecoms),
    ...optional('address', addresses),
    ...optional('contact', contacts),
    ...optional('extension', extensions),
    ...aliases,
    partOf: { reference: 'Organization/p', ...ofPart },
  }));

/** A change that somebody makes to their view: a pure function on a copy. */
type Change = (resource: JsonObject) => JsonObject;
const listNames = ['telecom', 'address', 'contact', 'extension'] as const;
const onList =
  (name: string, change: (list: JsonValue[]) => JsonValue[]): Change =>
  (resource) => {
    const list = change([...((resource[name] as JsonValue[] | undefined) ?? [])]);
    const { [name]: _, ...rest } = resource;
    return list.length > 0 ? { ...rest, [name]: list } : rest;
  };
const change: fc.Arbitrary<Change> = fc.oneof(
  unique.map((name): Change => (resource) => ({ ...resource, name })),
  fc
    .tuple(fc.constantFrom(...listNames), fc.nat(5))
    .map(([name, at]) => onList(name, (list) => list.filter((_, n) => n !== at))),
  fc.tuple(fc.constantFrom(...listNames)).map(([name]) => onList(name, (list) => list.toReversed())),
  telecom.map((each) => onList('telecom', (list) => [each, ...list])),
  address.map((each) => onList('address', (list) => [...list, each])),
  fc
    .tuple(fc.nat(3), unique)
    .map(([at, text]) =>
      onList('contact', (list) =>
        list.map((each, n) => (n === at ? { ...(each as JsonObject), name: { text } } : each)),
      ),
    ),
  fc
    .tuple(fc.nat(4), unique)
    .map(([at, value]) =>
      onList('telecom', (list) => list.map((each, n) => (n === at ? { ...(each as JsonObject), value } : each))),
    ),
  fc.constant<Change>(({ partOf: _, ...rest }) => rest),
);

export const changes = fc.array(change, { maxLength: 4 });
