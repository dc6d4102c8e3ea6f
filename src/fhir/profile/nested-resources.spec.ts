import { ASKED, profile } from '../../../test/fixtures/profiles/definition';
import type { JsonObject } from '../json/json-value';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles } from './validate-profiles';

function told(definitions: readonly JsonObject[], resource: JsonObject): (readonly [string | undefined, string])[] {
  const registry = new ProfileRegistry();
  expect(registry.load(definitions)).toEqual([]);
  return validateProfiles(resource, registry, [ASKED]).map(({ expression, text }) => [expression, String(text)]);
}

const rule = (expression: string): JsonObject => ({
  constraint: [{ key: 'r-1', severity: 'error', human: 'It holds', expression }],
});
const bundle = (...resources: JsonObject[]): JsonObject => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

describe('what profiles say of resources in resources', () => {
  it('%resource is the nested resource where its own root is asked', () => {
    const named = profile('Organization', { Organization: rule('%resource.name.exists()') }, { url: 'urn:named' });
    const whole = profile('Bundle', {
      'Bundle.entry.resource': { type: [{ code: 'Organization', profile: ['urn:named'] }] },
    });
    const nested = bundle({ resourceType: 'Organization', name: 'a' }, { resourceType: 'Organization' });
    expect(told([named, whole], nested)).toEqual([
      ['Bundle.entry[1].resource', 'It holds (r-1 of the profile urn:named).'],
    ]);
  });

  it('each is judged by the profiles it names itself', () => {
    const named = profile('Organization', { 'Organization.name': { min: 1 } }, { url: 'urn:named' });
    const meta = { profile: ['urn:named'] };
    const contained = [{ resourceType: 'Organization', id: 'o', meta }];
    const nested = bundle({ resourceType: 'Location', contained }, { resourceType: 'Organization', name: 'a', meta });
    expect(told([named, profile('Bundle', {})], nested).map(([expression]) => expression)).toEqual([
      'Bundle.entry[0].resource.contained[0].name',
    ]);
  });

  it.each(['value is String', 'value.is(String)', '(value as String).exists()', 'value.as( String ).exists()'])(
    'R4 calls its own types by the names of FHIRPath: %s',
    (expression) => {
      const asked = profile('Observation', { Observation: rule(expression) });
      const observation = { resourceType: 'Observation', valueString: 'a' };
      expect(told([asked], observation)).toEqual([]);
      expect(told([asked], { resourceType: 'Observation', valueBoolean: true })).toHaveLength(1);
    },
  );

  it.each([['closed'], ['open']])('tells slices apart by types that are written in a name, %s', (rules) => {
    const asked = profile('CommunicationRequest', {
      'CommunicationRequest.payload': {
        slicing: { discriminator: [{ type: 'type', path: 'content' }], rules },
      },
      'CommunicationRequest.payload:text': { max: '1' },
      'CommunicationRequest.payload:text.contentString': { min: 1, maxLength: 3 },
      'CommunicationRequest.payload:file': { max: '1' },
      'CommunicationRequest.payload:file.contentAttachment': { min: 1 },
    });
    const payload = (...contents: JsonObject[]): JsonObject => ({
      resourceType: 'CommunicationRequest',
      payload: contents,
    });
    const [text, file] = [{ contentString: 'abc' }, { contentAttachment: { title: 'a' } }];
    expect(told([asked], payload(file, text))).toEqual([]);
    expect(told([asked], payload(text, file, file)).map(([place]) => place)).toEqual([
      'CommunicationRequest.payload[2]',
    ]);
    expect(told([asked], payload({ contentString: 'abcd' })).map(([place]) => place)).toEqual([
      'CommunicationRequest.payload[0].content',
    ]);
  });
});

describe('the parts of an extension', () => {
  const definition: JsonObject = {
    ...profile(
      'Extension',
      {
        'Extension.extension': { slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' } },
        'Extension.extension:size': { min: 1, max: '1' },
        'Extension.extension:size.url': { fixedUri: 'size' },
        'Extension.extension:size.value[x]': { type: [{ code: 'integer' }] },
      },
      { url: 'urn:ext', kind: 'complex-type' },
    ),
    context: [{ type: 'element', expression: 'Element' }],
  };
  const asked = profile('Organization', {});
  const size = { url: 'size', valueInteger: 1 };
  const having = (url: string, ...extension: JsonObject[]): JsonObject => ({
    resourceType: 'Organization',
    extension: [{ url, extension }],
  });

  it.each([
    [
      'one that is not declared',
      having('urn:ext', size, { url: 'sise', valueInteger: 1 }),
      ['Organization.extension[0].extension[1]'],
    ],
    ['an extension with a URL of its own', having('urn:ext', size, { url: 'urn:other', valueInteger: 1 }), []],
    [
      'a version behind the URL',
      having('urn:ext|1.0', { url: 'sise', valueInteger: 1 }),
      ['Organization.extension[0].extension', 'Organization.extension[0].extension[0]'],
    ],
    ['a version behind the URL of a right one', having('urn:ext|1.0', size), []],
  ])('%s', (_, resource, places) => {
    const found = told([definition, asked], resource).map(([place]) => place);
    expect(found.sort()).toEqual(places);
  });
});
