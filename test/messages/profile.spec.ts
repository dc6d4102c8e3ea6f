import { inLanguage, type IssueDetail, type JsonObject } from '../../src/fhir';
import { speakLanguages } from '../../src/fhir/messages';
import { ProfileRegistry, validateProfiles } from '../../src/fhir/profile';
import { ASKED, CONSTRAINTS, SLICINGS } from '../fixtures/profiles';
import { untold, type Told } from '../support/told';
import { PROFILES } from './told/profiles';

const told: readonly (readonly [string, () => Told | Promise<Told>])[] = [
  ...CONSTRAINTS.flatMap(({ rule, definitions, bad }) =>
    bad.map(([resource]) => [rule, () => judge(definitions, resource)] as const),
  ),
  ...SLICINGS.flatMap(({ rule, definitions, cases }) =>
    cases.map(([resource]) => [rule, () => judge(definitions, resource)] as const),
  ),
  ...PROFILES.map(([text, , tell]) => [text, tell] as const),
];

function judge(definitions: readonly JsonObject[], resource: JsonObject): readonly IssueDetail[] {
  const registry = new ProfileRegistry();
  registry.load(definitions);
  return validateProfiles(resource, registry, [ASKED]);
}

const [french, english] = speakLanguages('fr');

describe('the messages of profiles', () => {
  it.each(PROFILES)('%s', async (text, hint, tell) => {
    const [issue] = await tell();
    expect([withoutQuote(String(issue?.text)), String(issue?.hint)]).toEqual([withoutQuote(text), hint]);
  });

  it('are all the messages of src/fhir/profile', async () => {
    const all: Told[] = [];
    for (const [, tell] of told) all.push(await tell());
    expect(untold('src/fhir/profile', all.flat())).toEqual([]);
  });

  it.each(told)('are told in both languages: %s', async (_, tell) => {
    for (const { text, hint } of await tell()) {
      for (const sentence of [text, hint!]) {
        const inFrench = withoutQuote(inLanguage(sentence, french!));
        const inEnglish = withoutQuote(inLanguage(sentence, english!));
        expect([inFrench, inEnglish]).toEqual([expect.not.stringMatching(GAP), expect.not.stringMatching(GAP)]);
        expect(inFrench).not.toBe(inEnglish);
      }
    }
  });
});

/** A placeholder that was not filled in. */
const GAP = /undefined|\{\d\}|\[object|^$/;

/** Removes quoted messages of the JavaScript or FHIRPath engine, which are not ours. */
function withoutQuote(text: string): string {
  return text.replace(/((?:here|ici) ?: |\()"[^]*"/, '$1…');
}
