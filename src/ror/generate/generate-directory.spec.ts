import type { FhirResource } from 'fhir/r4';
import { validateResource, type JsonObject, referencesOf } from '../../fhir';
import { CODE_SYSTEM, IDENTIFIER_SYSTEM } from '../shared/code-systems';
import { generateDirectory } from './generate-directory';
import { luhnKey } from './numbers';
import { COMMUNES } from './territory';

const COUNT = 4_000;
const resources = [...generateDirectory({ seed: 'a test', count: COUNT })];
const nameOf = ({ resourceType, id }: FhirResource) => `${resourceType}/${id}`;
const text = (seed: string, count: number) => JSON.stringify([...generateDirectory({ seed, count })]);

describe('a generated directory', () => {
  it('has the requested number of resources, of all five types, each once', () => {
    expect(resources).toHaveLength(COUNT);
    expect(new Set(resources.map(nameOf)).size).toBe(COUNT);
    expect(new Set(resources.map(({ resourceType }) => resourceType)).size).toBe(5);
  });

  it('is the same for the same seed, different for another, and begins the same at any size', () => {
    expect(text('x', 300)).toBe(text('x', 300));
    expect(text('y', 300)).not.toBe(text('x', 300));
    expect(text('x', 500).startsWith(text('x', 300).slice(0, -1))).toBe(true);
  });

  it('is valid R4', () => {
    const wrong = resources.flatMap((resource) => validateResource(resource as unknown as JsonObject).map((issue) => `${nameOf(resource)} ${String(issue.text)}`)); // prettier-ignore
    expect(wrong).toEqual([]);
  });

  it('refers only to earlier resources', () => {
    const seen = new Set<string>();
    const open: string[] = [];
    for (const resource of resources) {
      for (const { type, id } of referencesOf(resource as unknown as JsonObject)) {
        if (!seen.has(`${type}/${id}`)) open.push(`${nameOf(resource)} -> ${type}/${id}`);
      }
      seen.add(nameOf(resource));
    }
    expect(open).toEqual([]);
  });

  it('has numbers with valid keys, each used once', () => {
    const systems: readonly string[] = [IDENTIFIER_SYSTEM.finess, IDENTIFIER_SYSTEM.sirene, IDENTIFIER_SYSTEM.nationalPractitioner]; // prettier-ignore
    const numbers = resources.flatMap((resource) =>
      'identifier' in resource && Array.isArray(resource.identifier)
        ? resource.identifier.flatMap(({ system, value }) => (systems.includes(system ?? '') ? [value!] : []))
        : [],
    );
    expect(numbers.length).toBeGreaterThan(500);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((each) => luhnKey(each.slice(0, -1)) !== each.at(-1))).toEqual([]);
    expect(new Set(numbers.map(({ length }) => length))).toEqual(new Set([9, 14, 11]));
  });

  it('is spread over the country', () => {
    const regions = new Set(resources.map(({ meta }) => meta?.tag?.find(({ system }) => system === CODE_SYSTEM.region)?.code));
    expect(regions.size).toBeGreaterThan(10);
    expect(new Set(COMMUNES.map(({ department }) => department)).size).toBe(101);
    const codes = COMMUNES.map(({ term }) => term.slice(0, term.indexOf(' ')));
    expect(codes.filter((code, index) => !code.startsWith(COMMUNES[index]!.department))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  }); // prettier-ignore
});

describe('the key of a number by Luhn', () => {
  // Published examples: the SIREN and SIRET in INSEE's documents.
  it.each(['732829320', '73282932000074'])('of %s', (number) => {
    expect(luhnKey(number.slice(0, -1))).toBe(number.at(-1));
  });
});
