import fc from 'fast-check';
import { hiddenId, idsOf, SEEN, TYPES, WORDS, type Type } from './oracle-data';

/** A request by a client that does not see everything. */
export interface AskedRequest {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Changes what was read of a resource before, and sends the result. */
  readonly edit?: { readonly read: string; readonly change: number; readonly word: string };
}

type Headers = Readonly<Record<string, string>>;

const type = fc.constantFrom(...TYPES);
const word = fc.constantFrom(
  ...WORDS,
  ...WORDS.map((each) => each.slice(0, 2)),
  '00',
  '01',
  '02',
  '03',
  '04',
  'alpha1',
);
const ofType = type.chain((each) => fc.tuple(fc.constant(each), fc.constantFrom(...idsOf(each))));
const reference = ofType.map(([each, id]) => `${each}/${id}`);

const NAMES: Readonly<Record<Type, readonly string[]>> = {
  Organization: [
    'name',
    'identifier',
    'address-city',
    'test-phone',
    'partof',
    'active',
    '_tag',
    '_security',
    '_id',
    '_content',
  ],
  HealthcareService: ['name', 'identifier', 'organization', 'location', 'active', '_id', '_content'],
  Practitioner: ['name', 'family', 'given', 'identifier', 'birthdate', '_id'],
  PractitionerRole: ['practitioner', 'organization', 'service', 'identifier', '_id'],
  Location: ['name', 'identifier', 'organization', 'near', '_id'],
};
const LINKS: Readonly<Record<Type, readonly (readonly [code: string, to: Type])[]>> = {
  Organization: [['partof', 'Organization']],
  HealthcareService: [['organization', 'Organization'], ['location', 'Location']],
  Practitioner: [],
  PractitionerRole: [['practitioner', 'Practitioner'], ['organization', 'Organization'], ['service', 'HealthcareService']],
  Location: [['organization', 'Organization']],
}; // prettier-ignore

const plain = (of: Type): fc.Arbitrary<string> =>
  fc.constantFrom(...NAMES[of]).chain((name) =>
    fc.tuple(fc.constantFrom('', '', '', ':missing', ':not', ':exact', ':contains', ':text'), fc.oneof(word, reference)).map(([modifier, value]) => {
      if (name === 'near') return 'near=47.2|0.2|30|km';
      if (modifier === ':missing') return `${name}:missing=${value.length % 2 === 0}`;
      return `${name}${modifier}=${encodeURIComponent(value)}`;
    }),
  ); // prettier-ignore

const linked = (of: Type): fc.Arbitrary<string> => {
  const from = TYPES.flatMap((each) =>
    LINKS[each].filter(([, to]) => to === of).map(([code]) => [each, code] as const),
  );
  const chains = LINKS[of].map(([code, to]) => plain(to).map((rest) => `${code}:${to}.${rest}`));
  const has = from.map(([each, code]) => plain(each).map((rest) => `_has:${each}:${code}:${rest}`));
  const trees = LINKS[of].flatMap(([code, to]) =>
    to === of ? (['above', 'below'] as const).map((way) => plain(of).map((rest) => `${code}:${way}.${rest}`)) : [],
  );
  const all = [...chains, ...has, ...trees];
  return all.length > 0 ? fc.oneof(...all) : plain(of);
};

const shape = (of: Type): fc.Arbitrary<string> => {
  const includes = LINKS[of].map(([code]) => `_include=${of}:${code}`);
  const reverse = TYPES.flatMap((each) => LINKS[each].filter(([, to]) => to === of).map(([code]) => `_revinclude=${each}:${code}`)); // prettier-ignore
  const sorts = NAMES[of].filter((name) => !['_content', 'near', '_tag', '_security'].includes(name)).flatMap((name) => [`_sort=${name}`, `_sort=-${name}`]); // prettier-ignore
  return fc.constantFrom(...includes, ...reverse, ...sorts, ...sorts, '_count=2', '_count=3', '_summary=count', '_summary=true', '_elements=telecom', '_total=none', '_format=xml', '_format=html', `_filter=name co "al" or not (identifier pr true)`); // prettier-ignore
};

const search: fc.Arbitrary<AskedRequest> = type.chain((of) =>
  fc.tuple(fc.array(fc.oneof(plain(of), linked(of)), { maxLength: 2 }), fc.array(shape(of), { maxLength: 2 })).map(([criteria, shapes]) => ({
    method: 'get' as const,
    path: `/${of}?${[...criteria, ...shapes].join('&')}`,
    headers: {},
  })),
); // prettier-ignore

const read: fc.Arbitrary<AskedRequest> = fc
  .tuple(ofType, fc.constantFrom('', '', '/_history', '/_history/1', '/_history/2', '/$diff', '/$validate', '?_elements=telecom', '?_format=xml', '?_format=html', '?_summary=text'), fc.constantFrom<Headers>({}, { 'If-None-Match': 'W/"1"' }))
  .map(([[of, id], rest, headers]) => ({ method: 'get', path: `/${of}/${id}${rest}`, headers })); // prettier-ignore

const path = (of: Type): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom('telecom', 'extension', 'identifier', 'name', 'contact', 'address'), word, fc.nat(3), fc.nat(4)).map(([list, value, at, how]) => {
    const base = `${of}.${list}`;
    return [base, `${base}[${at}]`, `${base}.where(value = '${value}')`, `${base}.where(use = 'old').value`, `${base}[${at}].value`][how]!;
  }); // prettier-ignore

const jsonOf = (value: object): string => JSON.stringify(value);
const fhirPath = (of: Type) =>
  fc.tuple(fc.constantFrom('delete', 'replace', 'add', 'insert', 'move'), path(of), word, fc.nat(2)).map(([kind, at, value, index]) => {
    const part = (name: string, more: object) => ({ name, ...more });
    const rest = { delete: [], replace: [part('value', { valueString: value })], add: [part('name', { valueString: 'telecom' }), part('value', { valueContactPoint: { system: 'phone', value } })], insert: [part('index', { valueInteger: index }), part('value', { valueContactPoint: { system: 'phone', value } })], move: [part('source', { valueInteger: index }), part('destination', { valueInteger: 0 })] }[kind];
    const where = kind === 'add' ? of : at;
    return jsonOf({ resourceType: 'Parameters', parameter: [{ name: 'operation', part: [part('type', { valueCode: kind }), part('path', { valueString: where }), ...rest] }] });
  }); // prettier-ignore
const jsonPatch = fc
  .array(fc.tuple(fc.constantFrom('test', 'remove', 'replace', 'copy', 'move', 'add'), fc.constantFrom('/telecom/0', '/telecom/1', '/telecom/0/value', '/extension/0', '/name', '/telecom/-', '/contact/0/name', '/contact/0', '/address/0', '/meta/tag/0'), fc.constantFrom('/telecom/0', '/telecom/1', '/extension/0'), word), { minLength: 1, maxLength: 3 })
  .map((operations) => jsonOf(operations.map(([op, at, from, value]) => ({ op, path: at, ...(['copy', 'move'].includes(op) && { from }), ...(['test', 'replace', 'add'].includes(op) && { value: /value$|^\/name/.test(at) ? value : { system: 'phone', value } }) })))); // prettier-ignore

const FHIR = { 'Content-Type': 'application/fhir+json' };
const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
const dry = fc.constantFrom('?_dryRun=true', '?_dryRun=true', '');
const told = fc.constantFrom<Headers>(
  {},
  { Prefer: 'return=OperationOutcome' },
  { Prefer: 'handling=strict' },
  { 'If-Match': 'W/"1"' },
);

const patched: fc.Arbitrary<AskedRequest> = ofType.chain(([of, id]) =>
  fc.tuple(dry, told, fc.oneof(fhirPath(of).map((body) => ({ body, headers: FHIR })), jsonPatch.map((body) => ({ body, headers: JSON_PATCH })))).map(([rest, more, { body, headers }]) => ({
    method: 'patch' as const, path: `/${of}/${id}${rest}`, headers: { ...headers, ...more }, body,
  })),
); // prettier-ignore

const byCriteria: fc.Arbitrary<AskedRequest> = type.chain((of) =>
  fc.tuple(fc.oneof(plain(of), linked(of)), fc.constantFrom('patch' as const, 'put' as const, 'delete' as const), word, jsonPatch).map(([criteria, method, value, patch]) => ({
    method, path: `/${of}?${criteria}&_dryRun=true`, headers: method === 'patch' ? JSON_PATCH : FHIR,
    ...(method === 'patch' && { body: patch }),
    ...(method === 'put' && { body: jsonOf({ resourceType: of, name: of === 'Practitioner' ? [{ family: value }] : value }) }),
  })),
); // prettier-ignore

const edited: fc.Arbitrary<AskedRequest> = fc.tuple(ofType, dry, told, fc.nat(6), word).map(([[of, id], rest, more, change, value]) => ({
  method: 'put', path: `/${of}/${id}${rest}`, headers: { ...FHIR, ...more }, edit: { read: `/${of}/${id}`, change, word: value },
})); // prettier-ignore

const created: fc.Arbitrary<AskedRequest> = fc.tuple(type, word, fc.constantFrom('alpha0', 'beta1', 'gamma2'), fc.nat(SEEN), fc.boolean()).map(([of, value, identifier, n, isCondition]) => ({
  method: 'post', path: `/${of}?_dryRun=true`, headers: { ...FHIR, ...(isCondition && { 'If-None-Exist': `identifier=${identifier}` }) },
  body: jsonOf({ resourceType: of, ...(of === 'Organization' && { name: value, partOf: { reference: `Organization/${n < 2 ? hiddenId('Organization', n) : `organization-${n}`}` } }) }),
})); // prettier-ignore

const removed: fc.Arbitrary<AskedRequest> = fc.tuple(ofType, dry).map(([[of, id], rest]) => ({ method: 'delete', path: `/${of}/${id}${rest}`, headers: {} })); // prettier-ignore

const validated: fc.Arbitrary<AskedRequest> = fc.tuple(ofType, fc.constantFrom('', '?mode=update', '?mode=delete'), word).map(([[of, id], mode, value]) => ({
  method: 'post', path: `/${of}/${id}/$validate${mode}`, headers: FHIR, body: jsonOf({ resourceType: of, id, telecom: [{ value }] }),
})); // prettier-ignore

export const askedRequest: fc.Arbitrary<AskedRequest> = fc.oneof(
  { weight: 10, arbitrary: search },
  { weight: 4, arbitrary: read },
  { weight: 4, arbitrary: patched },
  { weight: 2, arbitrary: byCriteria },
  { weight: 2, arbitrary: edited },
  { weight: 1, arbitrary: created },
  { weight: 1, arbitrary: removed },
  { weight: 1, arbitrary: validated },
);
