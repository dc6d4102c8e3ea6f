import type { ElementDefinitionConstraint, Extension } from 'fhir/r4';
import { org, profile } from '../../../test/fixtures/profiles/definition';
import type { JsonObject } from '../json/json-value';
import { inLanguage, speakLanguages } from '../messages';
import { ProfileRegistry } from './profile-registry';
import { validateProfiles } from './validate-profiles';

const translation = (lang: string, content: string): Extension => ({
  url: 'http://hl7.org/fhir/StructureDefinition/translation',
  extension: [
    { url: 'lang', valueCode: lang },
    { url: 'content', valueString: content },
  ],
});

/** The messages in French and English for an organization without a name. */
function said(extension: readonly Extension[]): string[] {
  const constraint: ElementDefinitionConstraint = {
    key: 'n-1',
    severity: 'error',
    human: 'An organization has a name.',
    expression: 'name.exists()',
    ...(extension.length > 0 && { _human: { extension: [...extension] } }),
  };
  const registry = new ProfileRegistry();
  registry.load([profile('Organization', { Organization: { constraint: [constraint] as unknown as JsonObject[] } })]);
  const [issue] = validateProfiles(org({}), registry, ['urn:test']);
  return speakLanguages('fr').map((language) => inLanguage(issue!.text, language));
}

describe('the text of a constraint', () => {
  const english = 'An organization has a name (n-1 of the profile Test).';

  it.each<[string, Extension[], string]>([
    [
      'is that of its translation',
      [translation('de', 'x'), translation('fr', 'Une organisation a un nom.')],
      'Une organisation a un nom (n-1 du profil Test).',
    ],
    ['is its own without one', [], 'An organization has a name (n-1 du profil Test).'],
    [
      'is its own where a translation lacks its language or its content',
      [
        { url: 'http://hl7.org/fhir/StructureDefinition/translation', extension: [{ url: 'lang', valueCode: 'fr' }] },
        translation('', 'x'),
        { url: 'urn:other', valueString: 'x' },
      ],
      'An organization has a name (n-1 du profil Test).',
    ],
  ])('%s', (_, extension, french) => {
    expect(said(extension)).toEqual([french, english]);
  });
});
