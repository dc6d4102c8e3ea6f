import type { PatchExample, ResourceDefinition } from '../plugin/resource-definition';

type Known = Pick<ResourceDefinition, 'examples'>;

/** Label of a patch that suits any resource type, for formats without examples of their own. */
export const FRENCH = 'State that it is in French';

/** How the URL of a patch identifies its resource. */
type Address = 'id' | Criterion;
type Criterion = 'identifier' | '_id';

/** An id to try when the definition has none. */
export function idOf({ examples }: Known): string {
  return examples?.id ?? '1234';
}

/** The example patches; if there are none, one without operations. */
export function patchExamples({ examples }: Known): Readonly<Record<string, PatchExample>> {
  return examples?.patch ?? { 'No operation': { id: idOf({ examples }), body: { resourceType: 'Parameters' } } };
}

/** The criterion of conditional patch examples: an identifier, if any of them has one. */
export function criterionOf(definition: Known): Criterion {
  const named = Object.values(patchExamples(definition)).some(({ identifier }) => identifier !== undefined);
  return named ? 'identifier' : '_id';
}

/** The value that identifies each patch's resource, by label; patches without such a value are left out. */
export function targetsOf(definition: Known, address: Address): Record<string, string> {
  const named = Object.entries(patchExamples(definition)).flatMap(([label, { id, identifier }]) => {
    const value = address === 'identifier' ? identifier : id;
    return value === undefined ? [] : [[label, value] as const];
  });
  return Object.fromEntries([...named, ...named.slice(0, 1).map(([, value]) => [FRENCH, value] as const)]);
}
