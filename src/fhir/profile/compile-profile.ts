import { isOfType } from '../model/definitions';
import type { StructureDefinition } from 'fhir/r4';
import { isJsonObject } from '../json/json-value';
import { say, type Text } from '../messages';
import { MAX_NESTING } from '../validation/limits';
import { quote } from '../validation/wording';
import type { CompilerContext, DefinitionResolver } from './compiler-context';
import { ElementCompiler } from './element-compiler';
import { ElementTrees } from './element-tree';
import { placeCheck, type PlaceCheck } from './extension-context';
import * as faults from './faults';
import type { Item } from './item';
import { ProfileFault } from './profile-fault';
import type { ItemCheck, ProfileRun } from './profile-run';
import { r4Root } from './r4-elements';

/** A compiled profile, extension definition or R4 type. */
export interface CompiledProfile {
  readonly url: string;
  readonly name: string;
  /** The type that it constrains. */
  readonly type: string;
  /** What is not checked, and why; for the operator. */
  readonly warnings: readonly string[];
  /** Why it cannot be checked at all; every resource checked against it then fails. */
  readonly refusal?: Text;
  /** Reports what violates the profile, beyond R4 itself; the run is at the element. Never throws. */
  readonly check: ItemCheck;
  /** For an extension definition, checks where the extension is used; absent when it may be used anywhere. */
  readonly place?: PlaceCheck;
}

/**
 * Compiles a profile to functions. Only what it adds to R4 is checked; its snapshot includes its base profiles.
 *
 * @throws ProfileFault when it cannot be checked: its base is unknown, an element does not exist, an expression is not
 *   FHIRPath
 * @see https://hl7.org/fhir/R4/profiling.html
 */
export function compileProfile(
  definition: StructureDefinition,
  resolver: DefinitionResolver,
  trees = new ElementTrees((canonical) => resolver.structure(canonical)),
): CompiledProfile {
  const { url, type } = definition;
  const warnings: string[] = [];
  const name = definition.name || definition.id || url;
  const context: CompilerContext = {
    trees,
    structure: (canonical) => resolver.structure(canonical),
    profile: (canonical) => resolver.profile(canonical),
    valueSet: (canonical) => resolver.valueSet(canonical),
    warn: (text) => void warnings.push(text),
  };
  const root = trees.of(definition);
  const content = new ElementCompiler(context, name).element(root, [r4Root(type)!], type);
  const place = type === 'Extension' ? placeCheck(definition, context) : undefined;
  return profileOf({ url, name, type, warnings, ...(place && { place }) }, (run, item) => {
    if (!isOfType(item.type, type)) run.report(faults.otherType(url, type, item.type));
    else if (content && run.depth < MAX_NESTING) guarded(run, item, content, url);
  });
}

/**
 * Contains errors that only occur when a broken definition is used: they fail the element being checked, and nothing
 * else.
 */
function guarded(run: ProfileRun, item: Item, check: ItemCheck, url: string): void {
  const { depth, resource } = run;
  const steps = run.steps.length;
  run.depth += 1;
  try {
    check(run, item);
  } catch (cause) {
    run.steps.length = steps;
    run.resource = resource;
    run.report(faults.brokenProfile(url, reasonOf(cause)));
  }
  run.depth = depth;
}

/** A replacement for a profile that cannot be compiled; every use of it reports an error with the reason. */
export function refusingProfile({ url, type }: StructureDefinition, cause: unknown): CompiledProfile {
  const refusal = reasonOf(cause);
  const fault = faults.brokenProfile(url, refusal);
  return profileOf({ url, name: url, type, warnings: [], refusal }, (run) => run.report(fault));
}

function reasonOf(cause: unknown): Text {
  if (cause instanceof ProfileFault) return cause.reason;
  return say`its definition does not conform to R4 (${quote(cause instanceof Error ? cause.message : String(cause))})`;
}

function profileOf(about: Omit<CompiledProfile, 'check'>, judge: ItemCheck): CompiledProfile {
  if (about.type !== 'Extension') return { ...about, check: judge };
  return {
    ...about,
    check: (run, item) => {
      if (isJsonObject(item.value)) run.judge(item.value, about.url);
      judge(run, item);
    },
  };
}
