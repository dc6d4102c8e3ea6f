import { inLanguage, validateResource } from '../../src/fhir';
import { speakLanguages, type Text } from '../../src/fhir/messages';
import { BROKEN, mutated } from '../fixtures/r4/broken';
import { brokenBy, RULES } from '../fixtures/r4/rules';
import { untold, type Told } from '../support/told';
import { R4 } from './told/r4';

const broken = [
  ...Object.values(BROKEN).flatMap((rows) =>
    rows.map(([rule, base, place, value]) => [`${rule} in ${base}.${place}`, mutated(base, place, value)] as const),
  ),
  ...RULES.map((row) => [`${row[1]} on ${row[0]}`, brokenBy(row)] as const),
];
const [french, english] = speakLanguages('fr');

describe('the messages of R4', () => {
  it.each(R4)('%s', async (text, hint, tell) => {
    const [issue] = await tell();
    expect({ text: issue?.text, hint: issue?.hint }).toEqual({ text, hint });
  });

  it('are all the messages of src/fhir/validation', async () => {
    const told: Told[] = broken.map(([, resource]) => validateResource(resource));
    for (const [, , tell] of R4) told.push(await tell());
    expect(untold('src/fhir/validation', told.flat())).toEqual([]);
  });

  it.each(broken)('are sentences in both languages: %s', (_, resource) => {
    for (const { text, hint } of validateResource(resource)) {
      for (const sentence of [text, hint as Text]) {
        const [inFrench, inEnglish] = [inLanguage(sentence, french!), inLanguage(sentence, english!)];
        expect([inFrench, inEnglish]).toEqual([expect.stringMatching(SENTENCE), expect.stringMatching(SENTENCE)]);
        expect(inFrench).not.toBe(inEnglish);
      }
    }
  });
});

/** A complete sentence in which every placeholder is filled in. */
const SENTENCE = /^(?!.*(?:undefined|\{\d\}|\[object)).*[.?]$/s;
