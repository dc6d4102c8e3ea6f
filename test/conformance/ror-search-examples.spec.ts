import { clauseFits, searchableType, type JsonObject, type ResourceDefinition } from '../../src/fhir';
import { summarise } from '../../src/fhir/assembly/fhir-plugin';
import { readClauses } from '../../src/fhir/search';
import { rorPlugins, sampleDirectory } from '../../src/ror';

/** Parameters for which no sample resource has a value: the directory has no technical endpoints and no programs. */
const WITHOUT = ['endpoint', 'program'];

const definitions = [...summarise(rorPlugins({ telecomSystem: true })).definitions.values()];
const sample = sampleDirectory() as unknown as readonly (JsonObject & { resourceType: string; id: string })[];

/** Ids of the sample resources that a parameter with this value finds. */
function found(definition: ResourceDefinition, code: string, value: string): readonly string[] {
  const searchable = searchableType(definition);
  const { clauses } = readClauses(searchable, { [code]: value }, new Set());
  return sample
    .filter(({ resourceType }) => resourceType === definition.type)
    .filter((resource) => {
      const entries = searchable.indexed.flatMap((parameter) => parameter.entries(resource, undefined));
      const candidate = { type: definition.type, id: resource.id, lastUpdated: Date.now(), entries };
      return clauses.every((clause) => clauseFits(clause, candidate));
    })
    .map(({ id }) => id);
}

const examples = definitions.flatMap((definition) =>
  searchableType(definition).parameters.flatMap(({ code, example }) =>
    example === undefined ? [] : [[definition.type, code, example, definition] as const],
  ),
);

describe('the examples of search parameters', () => {
  it.each(examples)('%s?%s=%s finds something in the sample directory', (_, code, value, definition) => {
    expect(found(definition, code, value)).not.toEqual([]);
  });

  it('exist for all parameters that the directory declares and for which the sample has values', () => {
    const without = definitions.flatMap(({ searchParameters = [] }) => searchParameters.filter(({ example }) => example === undefined)); // prettier-ignore
    expect([...new Set(without.map(({ code }) => code))].sort()).toEqual(WITHOUT);
  });
});
