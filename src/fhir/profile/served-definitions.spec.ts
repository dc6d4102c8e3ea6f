import type { JsonObject } from '../json/json-value';
import { ServedDefinitions, type DefinitionType } from './served-definitions';

const valueSet = (id: unknown, url?: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'ValueSet',
  ...(id !== undefined && { id: id as string }),
  ...(url && { url }),
  status: 'active',
  ...more,
});

/** All definitions of a type, decompressed. */
const read = (all: ServedDefinitions, type: DefinitionType) =>
  all.list(type).map((each) => JSON.parse(each.text()) as JsonObject);

function served(...definitions: JsonObject[]): ServedDefinitions {
  const all = new ServedDefinitions();
  for (const definition of definitions) all.add(definition);
  return all;
}

describe('definitions that are served', () => {
  it('are found by type and id, as they were given', () => {
    const definition = valueSet('vs', 'urn:vs', { title: 'Activité' });
    expect(served(definition).read('ValueSet', 'vs')).toEqual(definition);
    expect(served(definition).read('CodeSystem', 'vs')).toBeUndefined();
  });

  it('are listed by type, and by their canonical', () => {
    const all = served(valueSet('a', 'urn:a'), valueSet('b', 'urn:b'), { resourceType: 'CodeSystem', id: 'c' });
    expect(all.list('ValueSet').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(all.list('ValueSet', 'urn:b').map(({ id }) => id)).toEqual(['b']);
    expect(all.list('StructureDefinition')).toEqual([]);
  });

  it.each<[string, JsonObject[], [string, string | undefined][]]>([
    ['another has its id', [valueSet('a', 'urn:a'), valueSet('a', 'urn:b'), valueSet('a', 'urn:c')], [['a', 'urn:a'], ['a-2', 'urn:b'], ['a-3', 'urn:c']]], // prettier-ignore
    ['it has none', [valueSet(undefined, 'urn:a'), valueSet(7, 'urn:b')], [['ValueSet-1', 'urn:a'], ['ValueSet-2', 'urn:b']]], // prettier-ignore
    ['its id is none', [valueSet('a b', 'urn:a')], [['ValueSet-1', 'urn:a']]],
    ['another version has its id', [valueSet('a', 'urn:a', { version: '1' }), valueSet('a', 'urn:a', { version: '2' })], [['a', 'urn:a'], ['a-2', 'urn:a']]], // prettier-ignore
    ['its id is as long as it may be', [valueSet('x'.repeat(64), 'urn:a'), valueSet('x'.repeat(64), 'urn:b')], [['x'.repeat(64), 'urn:a'], [`${'x'.repeat(56)}-2`, 'urn:b']]], // prettier-ignore
  ])('are given an id where %s', (_, definitions, expected) => {
    expect(read(served(...definitions), 'ValueSet')).toMatchObject(expected.map(([id, url]) => ({ id, url })));
  });

  it('take the place of one of the same url and version', () => {
    const all = served(valueSet('a', 'urn:a'), valueSet('b', 'urn:a', { title: 'newer' }));
    expect(read(all, 'ValueSet')).toEqual([valueSet('a', 'urn:a', { title: 'newer' })]);
  });

  it('are definitions only', () => {
    const all = served({ resourceType: 'Organization', id: 'o' });
    expect(all.list('StructureDefinition')).toEqual([]);
  });
});
