import { areas, french } from '../../src/fhir/messages/fr';
import { cliFrench } from '../../src/cli/messages/fr';
import { configFrench } from '../../src/config/messages/fr';
import { serverFrench } from '../../src/server/messages/fr';
import { rorFrench } from '../../src/ror/messages/fr';
import { messagesIn, plainSentencesIn } from '../support/said-in-source';

/** The messages of stores are in the catalogue of the framework. */
const CATALOGUES = [
  { folders: ['src/fhir', 'src/persistence'], french },
  { folders: ['src/config'], french: configFrench },
  { folders: ['src/ror'], french: rorFrench },
  { folders: ['src/cli'], french: cliFrench },
  { folders: ['src/server'], french: serverFrench },
];

/** The API document quotes messages in English, as examples. */
const EXAMPLES = 'src/fhir/openapi/';

describe.each(CATALOGUES)('the messages of $folders', ({ folders, french }) => {
  const said = folders.flatMap(messagesIn);
  const sources = new Set(said.map(({ source }) => source));

  it('are found', () => {
    expect(sources.size).toBeGreaterThan(10);
  });

  it('all have a French translation', () => {
    const missing = said.filter(({ source }) => !Object.hasOwn(french, source));
    expect(missing.map(({ place, source }) => `${place} ${source}`)).toEqual([]);
  });

  it('have no unused French translation', () => {
    expect(Object.keys(french).filter((source) => !sources.has(source))).toEqual([]);
  });

  it('have the same values in French', () => {
    const differing = Object.entries(french).filter(
      ([source, translation]) => placesOf(translation).join() !== placesOf(source).join() || translation.trim() === '',
    );
    expect(differing).toEqual([]);
  });

  it('are the only sentences a client gets', () => {
    const told = folders.flatMap(plainSentencesIn).filter((place) => !place.startsWith(EXAMPLES));
    expect(told).toEqual([]);
  });
});

it('no sentence is translated in two files', () => {
  const all = areas.flatMap((area) => Object.keys(area));
  expect(all.filter((source, index) => all.indexOf(source) !== index)).toEqual([]);
});

it('a server that joins catalogues says the same as each of them', () => {
  const joined: Record<string, string> = { ...french, ...rorFrench, ...serverFrench };
  const differing = [french, rorFrench].flatMap(Object.entries).filter(([source, said]) => joined[source] !== said);
  expect(differing).toEqual([]);
});

/** The placeholders of a text, each once, however often the translation repeats it. */
function placesOf(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}
