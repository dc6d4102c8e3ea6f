import type { StructureDefinition } from 'fhir/r4';
import type { ElementTrees } from './element-tree';
import type { ItemCheck } from './profile-run';
import type { ValueSetContent } from './terminology/value-set-content';

/** Where a profile finds what it refers to; asked when it is needed, since definitions refer to each other in circles. */
export interface DefinitionResolver {
  structure(canonical: string): StructureDefinition | undefined;
  /** undefined: not known here; a known one that is broken gives a check that says so. */
  profile(canonical: string): { readonly check: ItemCheck } | undefined;
  valueSet(canonical: string): ValueSetContent | undefined;
}

export interface CompilerContext extends DefinitionResolver {
  readonly trees: ElementTrees;
  /** Takes note of something that will not be checked, and why. */
  warn(text: string): void;
}
