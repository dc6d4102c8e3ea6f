import type { StructureDefinition } from 'fhir/r4';
import type { ElementTrees } from './element-tree';
import type { ItemCheck } from './profile-run';
import type { ValueSetContent } from './terminology/value-set-content';

/**
 * Resolves what a profile refers to. References are resolved on use, because definitions may refer to each other in
 * cycles.
 */
export interface DefinitionResolver {
  structure(canonical: string): StructureDefinition | undefined;
  /** Undefined when unknown. For a broken profile, returns a check that reports it as broken. */
  profile(canonical: string): { readonly check: ItemCheck } | undefined;
  valueSet(canonical: string): ValueSetContent | undefined;
}

export interface CompilerContext extends DefinitionResolver {
  readonly trees: ElementTrees;
  /** Records something that is not checked, and why. */
  warn(text: string): void;
}
