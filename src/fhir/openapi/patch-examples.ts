import type { PatchExample, ResourceDefinition } from '../plugin/resource-definition';

type Known = Pick<ResourceDefinition, 'examples'>;

/** The label of a patch that suits a resource of any type, in the formats that have no examples of their own. */
export const FRENCH = 'Say that it is in French';

/** What the address of a patch names its resource by. */
type Address = 'id' | Criterion;
type Criterion = 'identifier' | '_id';

/** An id to try, where the definition knows none. */
export function idOf({ examples }: Known): string {
  return examples?.id ?? '1234';
}

/** The patches to be shown; without any, one that does nothing. */
export function patchExamples({ examples }: Known): Readonly<Record<string, PatchExample>> {
  return examples?.patch ?? { 'No operation': { id: idOf({ examples }), body: { resourceType: 'Parameters' } } };
}

/** What examples of conditional patches are sent with: an identifier, if any of them has one. */
export function criterionOf(definition: Known): Criterion {
  const named = Object.values(patchExamples(definition)).some(({ identifier }) => identifier !== undefined);
  return named ? 'identifier' : '_id';
}

/** What an address names for each patch, by its label; those that cannot be named in this way are left out. */
export function targetsOf(definition: Known, address: Address): Record<string, string> {
  const named = Object.entries(patchExamples(definition)).flatMap(([label, { id, identifier }]) => {
    const value = address === 'identifier' ? identifier : id;
    return value === undefined ? [] : [[label, value] as const];
  });
  return Object.fromEntries([...named, ...named.slice(0, 1).map(([, value]) => [FRENCH, value] as const)]);
}
