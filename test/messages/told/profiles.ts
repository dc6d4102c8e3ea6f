import type { JsonObject } from '../../../src/fhir';
import { ProfileRegistry, validateProfiles } from '../../../src/fhir/profile';
import { unknownNominatedProfile } from '../../../src/fhir/profile/faults';
import { ASKED } from '../../fixtures/profiles';
import { by, coded, extension, identifiers, org, profile } from '../../fixtures/profiles/definition';
import type { Row, Told } from '../../support/told';

const judged = (definitions: readonly JsonObject[], resource: JsonObject) => (): Told => {
  const registry = new ProfileRegistry();
  registry.load(definitions);
  return validateProfiles(resource, registry, [ASKED]);
};
const asking = (elements: Record<string, JsonObject>, resource: JsonObject, ...others: JsonObject[]): (() => Told) =>
  judged([profile('Organization', elements), ...others], resource);

/** An organization whose type is not in the value set it is bound to. */
const unbound = (compose: JsonObject, code = 'x'): (() => Told) =>
  asking(
    { 'Organization.type': { binding: { strength: 'required', valueSet: 'urn:vs' } } },
    org({ type: [coded('urn:s', code)] }),
    { resourceType: 'ValueSet', url: 'urn:vs', compose },
  );

/** An organization whose identifiers are sliced. */
const sliced = (slicing: JsonObject, slices: Record<string, JsonObject>, ...entries: JsonObject[]): (() => Told) => {
  const elements = Object.entries(slices).map(([id, facets]) => [`Organization.identifier:${id}`, facets] as const);
  const all = { 'Organization.identifier': { slicing }, ...Object.fromEntries(elements) };
  return asking(all, identifiers(...entries), OLD_OR_USUAL);
};

const OLD_OR_USUAL: JsonObject = {
  resourceType: 'ValueSet',
  url: 'urn:uses',
  compose: { include: [{ system: 'urn:s', concept: [{ code: 'old' }, { code: 'usual' }] }] },
};

const codes = (count: number): JsonObject[] => Array.from({ length: count }, (_, at) => ({ code: `code-${at}` }));
const constrained = (expression: string): Record<string, JsonObject> => ({
  Organization: { constraint: [{ key: 'c-1', severity: 'error', human: 'x', expression }] },
});

const broken = (more: JsonObject, elements: Record<string, JsonObject> = {}): (() => Told) =>
  judged([profile('Organization', elements, more)], org({}));
const { baseDefinition: _, ...baseless } = profile('Organization', {});
const brokenExtension = (more: JsonObject): (() => Told) =>
  judged(
    [profile('Organization', {}), extension('urn:e', {}, more)],
    org({ extension: [{ url: 'urn:e', valueCode: 'x' }] }),
  );
function withPart(url: string): () => Told {
  const parts = {
    'Extension.extension': { slicing: by('value', 'url') },
    'Extension.extension:size': { max: '1' },
    'Extension.extension:size.url': { fixedUri: 'size' },
  };
  const extensions = [{ url: 'urn:e', extension: [{ url, valueCode: 'x' }] }];
  return judged([profile('Organization', {}), extension('urn:e', parts)], org({ extension: extensions }));
}
const cannot = (reason: string, url = ASKED): string => `The profile ${url} cannot be checked here: ${reason}.`;
const MEND = 'The operator of the server must correct the profile; do not use it until then.';

/** Messages that the tables of constraints and slicings do not produce. */
export const PROFILES: readonly Row[] = [
  // the parts of an extension
  ['The extension urn:e has no part "sise".', 'Did you mean "size"?', withPart('sise')],
  ['The extension urn:e has no part "zzzzzz".', 'Its parts are: size.', withPart('zzzzzz')],

  // value sets
  [
    '`type` is "x" of "urn:s", which is not in the value set urn:vs of the profile Test.',
    'The systems are: urn:t, urn:u.',
    unbound({ include: [{ system: 'urn:t' }, { system: 'urn:u' }] }),
  ],
  [
    '`type` is "x" of "urn:s", which is not in the value set urn:vs of the profile Test.',
    'Use one of its codes.',
    unbound({ include: [{ system: 'urn:s' }], exclude: [{ system: 'urn:s', concept: [{ code: 'x' }] }] }),
  ],
  [
    '`type` is "code-x" of "urn:s", which is not in the value set urn:vs of the profile Test.',
    'Did you mean "code-0"? Use one of its 16 codes.',
    unbound({ include: [{ system: 'urn:s', concept: codes(16) }] }, 'code-x'),
  ],

  // slices
  [
    'The slice `a` of `identifier` has no entry; the profile Test requires one.',
    'Add an entry to `identifier`.',
    sliced({ rules: 'open' }, { a: { min: 1 }, 'a.value': { min: 1 } }),
  ],
  [
    'The slice `a` of `identifier` has no entry; the profile Test requires one.',
    'Add an entry to `identifier` where use is in the value set urn:uses.',
    sliced(by('value', 'use'), {
      a: { min: 1 },
      'a.use': { binding: { strength: 'required', valueSet: 'urn:uses' } },
    }),
  ],
  [
    'The slice `a` of `identifier` has no entry; the profile Test requires one.',
    'Add an entry to `identifier` where period has the content the slice asks for.',
    sliced(by('value', 'period'), { a: { min: 1 }, 'a.period.start': { min: 1 } }),
  ],
  [
    'The slice `a` of `identifier` has 1 entry; the profile Test requires at least 2.',
    'Add an entry to `identifier` where system is "urn:a".',
    sliced(by('value', 'system'), { a: { min: 2 }, 'a.system': { fixedUri: 'urn:a' } }, { system: 'urn:a' }),
  ],
  [
    'The slice `a` of `identifier` has 1 entry; the profile Test allows none.',
    'Remove it. Entries where system is "urn:a" belong to it.',
    sliced(by('value', 'system'), { a: { max: '0' }, 'a.system': { fixedUri: 'urn:a' } }, { system: 'urn:a' }),
  ],
  [
    'This `identifier` matches no slice of the profile Test, which allows no others: system is absent.',
    'An entry belongs to a slice where ' +
      'abcdefghijkl'.split('').map((name) => `system is "urn:${name}" (${name})`).join(', ') +
      ' or 1 more.', // prettier-ignore
    sliced(
      by('value', 'system', 'closed'),
      Object.fromEntries('abcdefghijklm'.split('').map((name) => [`${name}.system`, { fixedUri: `urn:${name}` }])),
      {},
    ),
  ],

  // constraints
  [
    'The constraint c-1 of the profile Test cannot be evaluated here: "name.memberOf(\'urn:vs\')".',
    'It was not checked.',
    asking(constrained("name.memberOf('urn:vs')"), org({ name: 'a' })),
  ],

  // profiles as a whole
  [
    'The profile "urn:test" is not known here, so it was not checked.',
    'Check its spelling, or leave it out of meta.profile.',
    judged([], org({})),
  ],
  [
    'The profile "urn:test" is not known here, so it was not checked.',
    'Check its spelling, or have the package that defines it loaded.',
    () => [unknownNominatedProfile(ASKED)],
  ],
  [cannot('it does not name a base'), MEND, judged([baseless], org({}))],
  [cannot('its base urn:nowhere is not known'), MEND, broken({ baseDefinition: 'urn:nowhere' })],
  [cannot('it is its own base (urn:test)'), MEND, broken({ baseDefinition: ASKED })],
  [
    cannot('its type Thing is not a type of R4'),
    MEND,
    broken({ type: 'Thing', snapshot: { element: [{ path: 'Thing' }] } }),
  ],
  [
    cannot('it names the element Organization.nmae, which does not exist'),
    MEND,
    broken({}, { 'Organization.nmae': { min: 1 } }),
  ],
  [cannot('the path `a + b` of a discriminator cannot be read'), MEND, sliced(by('value', 'a + b'), { s: { min: 1 } })],
  [cannot('the expression of its constraint c-1 cannot be read ("x")'), MEND, broken({}, constrained('a('))],
  [cannot('its definition does not conform to R4 ("x")'), MEND, broken({ differential: { element: [null] } })],
  [
    cannot('the expression of its context cannot be read ("x")', 'urn:e'),
    MEND,
    brokenExtension({ context: [{ type: 'fhirpath', expression: 'a(' }] }),
  ],
  [
    cannot('the expression of its context invariant cannot be read ("x")', 'urn:e'),
    MEND,
    brokenExtension({ contextInvariant: ['a('] }),
  ],
];
