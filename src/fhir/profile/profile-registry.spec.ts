import { inEnglish } from '../../../test/support/in-english';
import type { JsonObject } from '../json/json-value';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles as judge } from './validate-profiles';

const validateProfiles = (...asked: Parameters<typeof judge>) => inEnglish(judge(...asked));

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

function profile(url: string, elements: JsonObject[], more: JsonObject = {}): JsonObject {
  return {
    resourceType: 'StructureDefinition',
    url,
    name: url,
    type: 'Organization',
    kind: 'resource',
    derivation: 'constraint',
    baseDefinition: `${CORE}Organization`,
    differential: { element: elements },
    ...more,
  };
}

const needs = (name: string): JsonObject[] => [{ path: `Organization.${name}`, min: 1 }];
const organization: JsonObject = { resourceType: 'Organization', meta: { profile: ['urn:x', 'urn:p'] } };
const expressions = (registry: ProfileRegistry, ...urls: string[]): (string | undefined)[] =>
  validateProfiles(organization, registry, urls).map(({ expression }) => expression);

describe('ProfileRegistry', () => {
  it('finds a profile by its canonical: the version asked for, else the newest', () => {
    const registry = new ProfileRegistry();
    registry.load([
      profile('urn:p', needs('name'), { version: '1.9.0' }),
      profile('urn:p', needs('alias'), { version: '1.10.0-ballot' }),
      profile('urn:p', needs('active'), { version: '1.10.0' }),
      profile('urn:p', needs('type'), { version: '1.2.11' }),
    ]);
    expect(expressions(registry, 'urn:p')).toEqual(['Organization.active']);
    expect(expressions(registry, 'urn:p|1.9.0')).toEqual(['Organization.name']);
    expect(expressions(registry, 'urn:p|1.10.0-ballot')).toEqual(['Organization.alias']);
    expect(registry.profile('urn:p|3')).toBeUndefined();
  });

  it('warns of a profile that is not known, where meta.profile names it', () => {
    expect(validateProfiles(organization, new ProfileRegistry(), ['urn:p', 'urn:q'])).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'not-found', expression: 'Organization.meta.profile[1]' }),
      expect.objectContaining({ severity: 'warning', code: 'not-found', expression: 'Organization' }),
    ]);
  });

  it('knows the types of R4 as profiles that add nothing', () => {
    const registry = new ProfileRegistry();
    expect(expressions(registry, `${CORE}Organization`, `${CORE}DomainResource`)).toEqual([]);
    expect(validateProfiles(organization, registry, [`${CORE}Location`])).toEqual([
      expect.objectContaining({ text: expect.stringContaining('is for Location, not for Organization') }),
    ]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['an unknown base', profile('urn:p', [], { baseDefinition: 'urn:nowhere' }), /base urn:nowhere is not known/],
    ['an unknown element', profile('urn:p', needs('nmae')), /Organization\.nmae/],
    [
      'an expression that is no FHIRPath',
      profile('urn:p', [
        { path: 'Organization', constraint: [{ key: 'k-1', severity: 'error', human: 'x', expression: 'a(' }] },
      ]),
      /constraint k-1/,
    ],
    [
      'a discriminator that is not a path',
      profile('urn:p', [
        {
          path: 'Organization.identifier',
          slicing: { rules: 'open', discriminator: [{ type: 'value', path: 'a + b' }] },
        },
        { path: 'Organization.identifier', sliceName: 's', min: 1 },
      ]),
      /`a \+ b`/,
    ],
    ['elements that are none', profile('urn:p', [null as unknown as JsonObject]), /./],
  ])('names a profile that cannot be compiled at load, and refuses what names it: %s', (_, definition, reason) => {
    const registry = new ProfileRegistry();
    const problems = registry.load([definition]);
    expect(problems).toEqual([{ severity: 'error', source: 'urn:p', text: expect.stringMatching(reason) }]);
    expect(validateProfiles(organization, registry, ['urn:p'])).toEqual([
      expect.objectContaining({
        code: 'not-supported',
        expression: 'Organization',
        text: expect.stringMatching(/urn:p cannot be checked/),
      }),
    ]);
  });

  describe('of extensions that no profile names', () => {
    const extension = (more: JsonObject): JsonObject =>
      profile('urn:e', [], { type: 'Extension', baseDefinition: `${CORE}Extension`, ...more });
    const used: JsonObject = { resourceType: 'Location', extension: [{ url: 'urn:e', valueCode: 'a' }] };

    it.each<[string, JsonObject, RegExp]>([
      ['a base', { baseDefinition: 'urn:nowhere' }, /its base urn:nowhere is not known/],
      ['a context', { context: [{ type: 'fhirpath', expression: 'a(' }] }, /expression of its context cannot be read/],
      ['a context invariant', { contextInvariant: ['a('] }, /expression of its context invariant cannot be read/],
    ])('names one that cannot be compiled, for %s, and refuses what has it', (_, more, reason) => {
      const registry = new ProfileRegistry();
      expect(registry.load([extension(more)])).toEqual([
        { severity: 'error', source: 'urn:e', text: expect.stringMatching(reason) },
      ]);
      expect(validateProfiles(used, registry, [])).toEqual([
        expect.objectContaining({
          code: 'not-supported',
          expression: 'Location.extension[0]',
          text: expect.stringMatching(/urn:e cannot be checked here/),
        }),
      ]);
    });

    it.each(['CanonicalResource', 'Organization.contact:main', 'urn:p#Organization.name', 'a + b'])(
      'takes note of a place that is not known here, and then lets it stand anywhere: %s',
      (expression) => {
        const registry = new ProfileRegistry();
        const contexts = ['Organization', expression].map((it) => ({ type: 'element', expression: it }));
        expect(registry.load([extension({ context: contexts })])).toEqual([
          { severity: 'warning', source: 'urn:e', text: expect.stringContaining(`element:${expression}`) },
        ]);
        expect(validateProfiles(used, registry, [])).toEqual([]);
      },
    );
  });

  it.each<[string, JsonObject]>([
    ['a compose', { compose: { include: 'x' } }],
    ['an include', { compose: { include: [null] } }],
    ['an expansion', { expansion: { contains: [null] } }],
  ])('names a value set whose codes cannot be read, and takes it for one of unknown content: %s', (_, members) => {
    const registry = new ProfileRegistry();
    expect(registry.load([{ resourceType: 'ValueSet', url: 'urn:vs', ...members }])).toEqual([
      { severity: 'error', source: 'urn:vs', text: expect.stringMatching(/codes cannot be read/) },
    ]);
    expect(registry.valueSet('urn:vs')!.has('urn:s', 'a')).toBeUndefined();
  });

  it('tries again when what was missing has come', () => {
    const registry = new ProfileRegistry();
    expect(registry.load([profile('urn:p', needs('name'), { baseDefinition: 'urn:base' })])).toHaveLength(1);
    expect(registry.load([profile('urn:base', needs('active'))])).toEqual([]);
    expect(expressions(registry, 'urn:p')).toEqual(['Organization.active', 'Organization.name']);
  });

  it('says once what a profile and its base both ask', () => {
    const registry = new ProfileRegistry();
    registry.load([
      profile('urn:base', needs('active'), { name: 'Same' }),
      profile('urn:p', [], { baseDefinition: 'urn:base', name: 'Same' }),
    ]);
    expect(expressions(registry, 'urn:p', 'urn:base')).toEqual(['Organization.active']);
  });

  it('names a definition without a url', () => {
    expect(new ProfileRegistry().load([{ resourceType: 'ValueSet', id: 'v' }])).toEqual([
      { severity: 'error', source: 'ValueSet/v', text: expect.stringContaining('no url') },
    ]);
  });

  it('passes over other resources and logical models', () => {
    const registry = new ProfileRegistry();
    expect(
      registry.load([{ resourceType: 'Patient' }, profile('urn:l', [], { kind: 'logical', type: 'urn:l' })]),
    ).toEqual([]);
    expect(registry.structure('urn:l')).toBeUndefined();
  });

  it('lists at most so many issues', () => {
    const registry = new ProfileRegistry();
    registry.load([profile('urn:p', [...needs('name'), ...needs('active'), ...needs('alias')])]);
    expect(validateProfiles(organization, registry, ['urn:p'], { maxIssues: 2 })).toHaveLength(2);
  });

  it('follows profiles that refer to each other in a circle', () => {
    const registry = new ProfileRegistry();
    const problems = registry.load([
      profile(
        'urn:ext',
        [
          {
            id: 'Extension.extension:again',
            path: 'Extension.extension',
            sliceName: 'again',
            type: [{ code: 'Extension', profile: ['urn:ext'] }],
          },
          { path: 'Extension.url', fixedUri: 'urn:ext' },
          { path: 'Extension.value[x]', type: [{ code: 'code' }] },
        ],
        {
          type: 'Extension',
          baseDefinition: `${CORE}Extension`,
        },
      ),
      profile('urn:p', [
        { path: 'Organization.extension', sliceName: 'e', type: [{ code: 'Extension', profile: ['urn:ext'] }] },
      ]),
    ]);
    expect(problems).toEqual([]);
    const inner = { url: 'urn:ext', extension: [{ url: 'urn:ext', valueString: 'x' }] };
    expect(validateProfiles({ resourceType: 'Organization', extension: [inner] }, registry, ['urn:p'])).toEqual([
      expect.objectContaining({ expression: 'Organization.extension[0].extension[0].value' }),
    ]);
  });
});
