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
import { isOfType } from './type-rules';

/** A profile, an extension definition or a type of R4, ready to judge. */
export interface CompiledProfile {
  readonly url: string;
  readonly name: string;
  /** The type it is for. */
  readonly type: string;
  /** What of it is not checked, and why; for the one who runs the server. */
  readonly warnings: readonly string[];
  /** Why it cannot be checked at all; it then refuses whatever it is asked about. */
  readonly refusal?: Text;
  /** What an element lacks to fit it, beyond what R4 itself asks; the run stands at the element. Never throws. */
  readonly check: ItemCheck;
  /** Of an extension's definition, judges where the extension stands; absent: it may stand anywhere. */
  readonly place?: PlaceCheck;
}

/**
 * Turns a profile into functions, once. Only what it adds to R4 is checked; its base profiles are within its snapshot.
 *
 * @throws ProfileFault it cannot be checked: its base is unknown, an element does not exist, an expression is no FHIRPath
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

/** A definition may be broken in ways that only its use shows: that refuses what it is asked about, and nothing else. */
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

/** What stands in for a profile that cannot be compiled: every use of it is an error that says so. */
export function refusingProfile({ url, type }: StructureDefinition, cause: unknown): CompiledProfile {
  const refusal = reasonOf(cause);
  const fault = faults.brokenProfile(url, refusal);
  return profileOf({ url, name: url, type, warnings: [], refusal }, (run) => run.report(fault));
}

function reasonOf(cause: unknown): Text {
  if (cause instanceof ProfileFault) return cause.reason;
  return say`its definition is not as R4 has it (${quote(cause instanceof Error ? cause.message : String(cause))})`;
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
