import type { JsonObject } from '../../../src/fhir';
import { DISCLOSING, SECRET_TAG, SECRET_URL } from './masking-policy';

export const TYPES = ['Organization', 'HealthcareService', 'Practitioner', 'PractitionerRole', 'Location'] as const;
export type Type = (typeof TYPES)[number];
/** The number of visible resources of each type, and of ids under which either server may have a hidden one. */
export const SEEN = 6;
export const HIDDEN = 4;

export const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'omega', 'chu', 'nord', 'sud'];

const seenId = (type: Type, n: number): string => `${type.toLowerCase()}-${n}`;
export const hiddenId = (type: Type, n: number): string => `${type.toLowerCase()}-h${n}`;
export const idsOf = (type: Type): readonly string[] => [
  ...Array.from({ length: SEEN }, (_, n) => seenId(type, n)),
  ...Array.from({ length: HIDDEN }, (_, n) => hiddenId(type, n)),
  'absent',
];

/** A deterministic random generator. */
function random(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 12_345;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e3779b9) >>> 0;
    return state % below;
  };
}

/** The resources of a server. Those of the two servers differ only in what is hidden. */
export function directory(server: 0 | 1): readonly JsonObject[] {
  return [...resources(server), ...disclosing(server)];
}

/** In every other place and organization the client sees what is temporary. */
const isDisclosed = (type: Type, n: number): boolean => (type === 'Location' || type === 'Organization') && n % 2 === 0;

/**
 * Offers that disclose, under ids that no request names. Those in the other places and organizations are hidden and
 * exist on one server only, so they must not disclose anything.
 */
function disclosing(server: 0 | 1): JsonObject[] {
  return Array.from({ length: SEEN }, (_, n): JsonObject[] => {
    const isOpen = isDisclosed('Location', n);
    if (!isOpen && n % 4 === (server === 0 ? 1 : 3)) return [];
    return [
      {
        resourceType: 'HealthcareService',
        id: `healthcareservice-field-${n}`,
        identifier: [{ ...DISCLOSING }],
        providedBy: { reference: `Organization/${seenId('Organization', n)}` },
        location: [{ reference: `Location/${seenId('Location', n)}` }],
        ...(!isOpen && { meta: { tag: [SECRET_TAG] } }),
      },
    ];
  }).flat();
}

function resources(server: 0 | 1): readonly JsonObject[] {
  return TYPES.flatMap((type, at) => [
    ...Array.from({ length: SEEN }, (_, n) => seen(type, n, random(1_000 + at * 100 + n), random(9_000 * (server + 1) + at * 100 + n))),
    ...Array.from({ length: HIDDEN }, (_, n) => hidden(type, n, server, random(5_000 * (server + 1) + at * 100 + n))),
  ].flat());
} // prettier-ignore

const word = (next: (below: number) => number): string => WORDS[next(WORDS.length)]!;
const telecomOf = (value: string, use?: string) => ({ system: 'phone', value, ...(use && { use }) });

/** @param same generates the visible parts. @param other generates the hidden parts */
function seen(type: Type, n: number, same: (below: number) => number, other: (below: number) => number): JsonObject {
  const old = Array.from({ length: 1 + other(3) }, () => telecomOf(`0${other(5)}`, 'old'));
  const shown = Array.from({ length: 1 + same(2) }, () => telecomOf(`0${same(5)}`, 'work'));
  const known = isDisclosed(type, n) ? same : other;
  const temporary = Array.from({ length: 1 + known(2) }, () => telecomOf(`0${known(5)}`, 'temp'));
  // Hidden entries are inserted anywhere among the others, which keep their order.
  const telecom = old.reduce<object[]>((list, each) => list.toSpliced(other(list.length + 1), 0, each), isDisclosed(type, n) ? [...shown, ...temporary] : shown);
  const all = isDisclosed(type, n) ? telecom : temporary.reduce<object[]>((list, each) => list.toSpliced(other(list.length + 1), 0, each), telecom);
  const secrets = Array.from({ length: 1 + other(2) }, () =>
    other(2) === 0
      ? { url: SECRET_URL, valueString: word(other) }
      : { url: SECRET_URL, valueReference: { reference: `Organization/organization-${other(SEEN)}` } },
  );
  const extension = [...secrets, { url: 'urn:test:open', valueString: word(same) }];
  return {
    ...bodyOf(type, seenId(type, n), same),
    telecom: all,
    extension,
    ...(type === 'Practitioner' && { name: [{ use: 'old', family: word(other) }, { family: word(same), given: [word(same)] }] }),
    ...(type === 'Organization' && {
      contact: [{ name: { text: word(same) }, telecom: [telecomOf(`0${other(5)}`, 'old')] }],
      address: [{ use: 'old', city: word(other) }, { use: 'work', city: word(same) }, { use: 'temp', city: word(known) }],
    }),
  } as unknown as JsonObject;
} // prettier-ignore

/** A hidden resource, on one server or both. */
function hidden(type: Type, n: number, server: 0 | 1, other: (below: number) => number): JsonObject[] {
  const isThere = n === 0 || (n === 1) === (server === 0);
  if (!isThere) return [];
  const telecom =
    type === 'Location' || type === 'Organization' ? { telecom: [telecomOf(`0${other(5)}`, 'work')] } : {};
  const body = bodyOf(type, hiddenId(type, n), other);
  return [{ ...body, meta: { tag: [SECRET_TAG] }, ...telecom } as JsonObject];
}

function bodyOf(type: Type, id: string, next: (below: number) => number): JsonObject {
  const to = (target: Type) => ({ reference: `${target}/${next(4) === 0 ? hiddenId(target, next(2)) : seenId(target, next(SEEN))}` }); // prettier-ignore
  const identifier = [{ system: 'urn:test:ids', value: `${word(next)}${next(3)}` }];
  const base = { resourceType: type, id, identifier };
  switch (type) {
    case 'Organization':
      return { ...base, name: word(next), active: next(2) === 0, partOf: to('Organization') };
    case 'HealthcareService':
      return { ...base, name: word(next), active: next(2) === 0, providedBy: to('Organization'), location: [to('Location')] };
    case 'Practitioner':
      return { ...base, active: next(2) === 0, name: [{ family: word(next) }], birthDate: `19${50 + next(9)}-01-01` };
    case 'PractitionerRole':
      return { ...base, practitioner: to('Practitioner'), organization: to('Organization'), healthcareService: [to('HealthcareService')] };
    case 'Location':
      return { ...base, name: word(next), status: 'active', managingOrganization: to('Organization'), position: { latitude: 47 + next(5) / 10, longitude: next(5) / 10 } };
  }
} // prettier-ignore
