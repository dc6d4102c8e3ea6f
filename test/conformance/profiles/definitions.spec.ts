import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StructureDefinition, ValueSet } from 'fhir/r4';
import { validateResource, type JsonObject } from '../../../src/fhir';
import { relaxations, rorDefinitions, rorExtensions, rorProfiles, type Relaxation } from '../../../src/ror/profiles';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { rorProblems } from './registry';

const definitions = rorDefinitions();
const structures = definitions.filter((it): it is StructureDefinition => it.resourceType === 'StructureDefinition');

describe('the definitions of the ROR', () => {
  it('are five profiles and 44 extensions', () => {
    expect(rorProfiles().map(({ id }) => id)).toEqual([
      'ror-organization',
      'ror-healthcareservice',
      'ror-practitioner',
      'ror-practitionerrole',
      'ror-location',
    ]);
    expect(rorExtensions()).toHaveLength(44);
  });

  it.each([
    ['ror-organization', 35, 13],
    ['ror-healthcareservice', 28, 16],
    ['ror-practitioner', 4, 4],
    ['ror-practitionerrole', 13, 11],
    ['ror-location', 18, 3],
  ])('%s: %i slices that hold an extension, %i others', (id, extensions, others) => {
    const { differential } = rorProfiles().find((profile) => profile.id === id)!;
    const slices = differential!.element.filter(({ sliceName }) => sliceName !== undefined);
    const [withExtension, rest] = [
      slices.filter(({ path }) => path.endsWith('.extension')),
      slices.filter(({ path }) => !path.endsWith('.extension')),
    ];
    expect([withExtension.length, rest.length]).toEqual([extensions, others]);
  });

  it('each have a unique canonical and a unique id', () => {
    expect(new Set(definitions.map(({ url }) => url)).size).toBe(definitions.length);
    expect(new Set(definitions.map(({ resourceType, id }) => `${resourceType}/${id}`)).size).toBe(definitions.length);
  });

  it.each(definitions.map((definition) => [definition.url, definition] as const))(
    'are valid R4: %s',
    (_, definition) => {
      expect(validateResource(definition as unknown as JsonObject)).toEqual([]);
    },
  );

  it('have a differential and a snapshot', () => {
    expect(structures.filter(({ differential, snapshot }) => !differential || !snapshot)).toEqual([]);
  });

  it('compile without problems', () => {
    expect(rorProblems).toEqual([]);
  });

  it('define each value set that another includes, where its code system is known', () => {
    const sets = definitions.filter((it): it is ValueSet => it.resourceType === 'ValueSet');
    const gathered = sets.flatMap(({ compose }) => compose!.include.flatMap(({ valueSet = [] }) => valueSet));
    const missing = gathered.filter((url) => !sets.some((set) => set.url === url)).map((url) => url.split('/').at(-1));
    expect(missing).toEqual(['JDV-J248-DepartementOM-ROR', 'JDV-J249-TerritoireSante-ROR', 'JDV-J247-Pays-ROR']);
  });

  it('define every extension they use', () => {
    const urls = new Set(structures.map(({ url }) => url));
    const used = structures
      .flatMap(({ differential }) => differential!.element)
      .flatMap(({ type = [] }) => type.flatMap(({ profile = [] }) => profile));
    expect(used.filter((url) => !urls.has(url))).toEqual([]);
  });

  it('fix the system of each slice that is selected by its codes, where there is only one', () => {
    const coded = structures
      .flatMap(({ differential }) => differential!.element)
      .filter(({ sliceName, binding }) => sliceName !== undefined && binding);
    const loose = coded.filter((it) => !it.patternCodeableConcept?.coding?.[0]?.system && !it.patternCoding?.system);
    expect(coded.length).toBeGreaterThan(30);
    expect(loose.map(({ sliceName }) => sliceName)).toEqual(['ressourceProfession', 'expertiseLevel']);
  });

  it('are fresh copies on each call', () => {
    (rorDefinitions()[0] as StructureDefinition).name = 'changed';
    expect(rorDefinitions()[0]).toEqual(definitions[0]);
  });

  it('define every extension that the rest of the code uses', () => {
    const urls = new Set(structures.map(({ url }) => url));
    expect(Object.values<string>(EXTENSION).filter((url) => !urls.has(url))).toEqual([]);
  });
});

describe('docs/ror-deviations.md', () => {
  const text = readFileSync(join(__dirname, '../../../docs/ror-deviations.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| (?!definition|---)/.test(line));

  it('lists the relaxations in the same order and words', () => {
    expect(rows).toEqual(relaxations.map(tableRow));
  });
});

function tableRow({ definition, element, facet, published, ours, why }: Relaxation): string {
  const who = definition === '*' ? 'all five profiles' : definition;
  const cells = [who, `\`${element}\``, facet, `\`${published}\``, `\`${ours}\``, why];
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}
