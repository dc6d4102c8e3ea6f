import { isResourceType } from '../model/definitions';
import { type Documentation, searchableType } from '../search';
import type { ResourceDefinition } from './resource-definition';

/** Injects `readonly AssociatedData[]`: everything that the plugins of this server declare. */
export const ASSOCIATED_DATA = Symbol('AssociatedData');

/** Resources exported along with others because a reference connects them. */
export interface AssociatedInclude {
  /** Type of the resources already in the export. */
  readonly from: string;
  /** Code of the reference search parameter that connects them: one of `from`, or one of `to` when `reverse` is set. */
  readonly by: string;
  /** Type of the resources to add. */
  readonly to: string;
  /** The added resources refer to those already in the export, instead of being referred to. */
  readonly reverse?: true;
  /** Repeat for the resources added; requires that `from` and `to` are the same type. */
  readonly iterate?: true;
}

/** A named set of resources that `$export` adds when a client passes its name in `includeAssociatedData`. */
export interface AssociatedData {
  /** Such as `_completeRecord`. The underscore is required; all other names are reserved for the specification. */
  readonly name: `_${string}`;
  readonly documentation: Documentation;
  /** In order of evaluation: no include may add to a type after an include `from` that type, except with `iterate`. */
  readonly includes: readonly [AssociatedInclude, ...AssociatedInclude[]];
}

/**
 * Checks what the plugins declare.
 * @throws Error at startup, with an explanation, when a name is invalid or used twice, or an include cannot be followed
 */
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
