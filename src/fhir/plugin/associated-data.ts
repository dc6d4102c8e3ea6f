import { isResourceType } from '../model/definitions';
import { type Documentation, searchableType } from '../search';
import type { ResourceDefinition } from './resource-definition';

/** Injects `readonly AssociatedData[]`: all that the plugins of this server declare. */
export const ASSOCIATED_DATA = Symbol('AssociatedData');

/** Resources that come with others, by a reference between them. */
export interface AssociatedInclude {
  /** Type of the resources that they come with. */
  readonly from: string;
  /** Search parameter whose references connect them: of `from`, or of `to` where `reverse` is set. */
  readonly by: string;
  /** Type of the resources that come. */
  readonly to: string;
  /** They name those that they come with. */
  readonly reverse?: true;
  /** What came brings along others in the same way; `from` and `to` are one type. */
  readonly iterate?: true;
}

/**
 * What is exported with the resources of a type where `includeAssociatedData` has its name.
 * @see https://hl7.org/fhir/uv/bulkdata/
 */
export interface AssociatedData {
  /** `_completeRecord`: names that begin otherwise are the specification's own. */
  readonly name: `_${string}`;
  readonly documentation: Documentation;
  /** In an order in which nothing comes to a type after that type has brought others, but by `iterate`. */
  readonly includes: readonly [AssociatedInclude, ...AssociatedInclude[]];
}

/** @throws Error at boot, in a sentence, for what cannot be followed */
export function requireAssociatedData(
  declared: readonly AssociatedData[],
  definitions: ReadonlyMap<string, ResourceDefinition>,
): void {
  const names = new Set<string>();
  for (const { name, includes } of declared) {
    if (!/^_[A-Za-z0-9-]+$/.test(name)) throw new Error(`${name} is not a name of associated data, such as _complete`);
    if (names.has(name)) throw new Error(`The associated data ${name} are declared twice`);
    names.add(name);
    const over = new Set<string>();
    let current = includes[0].from;
    for (const { from, by, to, reverse, iterate } of includes) {
      const fault = (text: string) => new Error(`The associated data ${name} by ${from}:${by}: ${text}`);
      const stranger = [from, to].find((type) => !isResourceType(type) || !definitions.has(type));
      if (stranger !== undefined) throw fault(`no plugin serves ${stranger}`);
      const owner = reverse ? to : from;
      const parameter = searchableType(definitions.get(owner)!).indexed.find(({ code }) => code === by);
      if (parameter?.type !== 'reference') throw fault(`${owner} has no search parameter ${by} for references`);
      if (iterate && from !== to) throw fault('only a type that brings its own can iterate');
      if (from !== current) over.add(current);
      current = from;
      if (over.has(from) || (!iterate && (over.has(to) || from === to))) throw fault('they come too late in the list');
    }
  }
}
