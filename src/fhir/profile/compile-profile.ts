import type { StructureDefinition } from 'fhir/r4';
import type { IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import { elementOf, typeDefinition } from '../model/definitions';
import { DEFAULT_MAX_ISSUES, MAX_NESTING } from '../validation/limits';
import { bindingChecks } from './binding-rule';
import type { CompilerContext, DefinitionResolver } from './compiler-context';
import { bareName, maxOf, typeCodes, type ElementNode } from './element-node';
import { valueChecks } from './element-rules';
import { ElementTrees } from './element-tree';
import { invariantChecks } from './invariant-rule';
import { itemReader, type Item } from './item';
import * as say from './messages';
import { ProfileRun, type ItemCheck, type OwnerCheck } from './profile-run';
import { r4Root } from './r4-elements';
import { checkSlices } from './slicing';
import { SliceCompiler } from './slice-compiler';
import { isOfType, narrowedTypes, typeChecks } from './type-rules';

export interface ProfileValidationOptions {
  /** Issues reported at most. Default: 100. */
  readonly maxIssues?: number;
}

/** A profile, an extension definition or a type of R4, ready to judge. */
export interface CompiledProfile {
  readonly url: string;
  readonly name: string;
  /** The type it is for. */
  readonly type: string;
  /** What of it is not checked, and why; for the one who runs the server. */
  readonly warnings: readonly string[];
  /** Why it cannot be checked at all; it then refuses whatever it is asked about. */
  readonly refusal?: string;
  /** What the resource lacks to fit the profile, beyond what R4 itself asks. Never throws, whatever the JSON. */
  validate(resource: JsonObject, options?: ProfileValidationOptions): IssueDetail[];
  /** The same for an element the run stands at. */
  readonly check: ItemCheck;
}

const ROOT_STEP = { key: '', name: '' };

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
  return profileOf({ url, name, type, warnings }, (run, item) => {
    if (!isOfType(item.type, type)) run.report(say.otherType(url, type, item.type));
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
    run.report(say.brokenProfile(url, cause instanceof Error ? cause.message : String(cause)));
  }
  run.depth = depth;
}

/** What stands in for a profile that cannot be compiled: every use of it is an error that says so. */
export function refusingProfile(url: string, reason: string): CompiledProfile {
  const fault = say.brokenProfile(url, reason);
  return profileOf({ url, name: url, type: 'Element', warnings: [], refusal: reason }, (run) => run.report(fault));
}

function profileOf(about: Omit<CompiledProfile, 'validate' | 'check'>, check: ItemCheck): CompiledProfile {
  return {
    ...about,
    check,
    validate: (resource, { maxIssues = DEFAULT_MAX_ISSUES } = {}) => {
      const run = startRun(resource, maxIssues);
      check(run, rootItem(resource));
      return run.issues;
    },
  };
}

export function startRun(resource: JsonObject, maxIssues: number): ProfileRun {
  const { resourceType } = resource;
  const root = typeof resourceType === 'string' && typeDefinition(resourceType) ? resourceType : '$this';
  return new ProfileRun(resource, root, maxIssues);
}

export function rootItem(resource: JsonObject): Item {
  const { resourceType } = resource;
  const type = typeof resourceType === 'string' ? resourceType : 'Resource';
  return { value: resource, extras: undefined, type, step: ROOT_STEP, extrasStep: ROOT_STEP, index: undefined };
}

/** Compiles elements to checks; each is given what others check of it already, and says only what is new. */
export class ElementCompiler {
  private readonly slices: SliceCompiler;

  constructor(
    readonly context: CompilerContext,
    readonly profile: string,
  ) {
    this.slices = new SliceCompiler(this);
  }

  /**
   * @param type the R4 type of its content, where it is one only: `HumanName`, `Organization.contact`
   * @returns undefined when there is nothing to check
   */
  element(node: ElementNode, against: readonly ElementNode[], type = this.typeOf(node)): ItemCheck | undefined {
    const { context, profile } = this;
    const { name, element } = node;
    const others = against.map((other) => other.element);
    const checks: ItemCheck[] = [
      ...typeChecks(node, against, context, profile),
      ...valueChecks(bareName(name), element, others, profile),
      ...bindingChecks(name, element, others, context, profile),
      ...invariantChecks(element, others, profile),
    ];
    const members = this.members(node, against, type);
    if (members.length > 0) checks.push((run, item) => run.within(item, members));
    return ofTypes(bareName(name), narrowedTypes(node, against), allOf(checks), profile);
  }

  private members(node: ElementNode, against: readonly ElementNode[], type: string): OwnerCheck[] {
    if (!node.children) return [];
    const { trees } = this.context;
    const [only, ...more] = node.element.type ?? [];
    const profile = more.length === 0 && only?.profile?.length === 1 ? trees.profileRoot(only.profile[0]!) : undefined;
    const all = [...against, profile, r4Root(type)].filter((other) => other !== undefined);
    const checks: OwnerCheck[] = [];
    for (const child of node.children.values()) {
      const same = all.flatMap((other) => trees.childrenOf(other).get(child.name) ?? []);
      const check = same.includes(child) ? undefined : this.member(child, same, type);
      if (check) checks.push(check);
    }
    return checks;
  }

  /** Checks an element where it stands: how often it is there, each occurrence, and its slices. */
  private member(node: ElementNode, against: readonly ElementNode[], owner: string): OwnerCheck | undefined {
    const bare = bareName(node.name);
    const known = elementOf(owner, bare) ?? elementOf('Element', bare);
    if (!known) return undefined;
    const read = itemReader(node.name, known.element.types);
    const min = node.element.min ?? 0;
    const max = maxOf(node);
    const tooFew = min > Math.max(0, ...against.map(({ element }) => element.min ?? 0));
    const tooMany = max < Math.min(...against.map(maxOf));
    const check = this.element(node, against);
    const group = this.slices.group(node, against);
    if (!tooFew && !tooMany && !check && !group) return undefined;
    const { profile } = this;
    return (run, members) => {
      const items = read(members);
      const found = items.length;
      if (tooMany && found > max) run.at(items[max]!, () => run.report(say.tooMany(bare, max, found, profile)));
      if (check) for (const item of items) run.at(item, check);
      const missed = group ? checkSlices(run, group, items) : 0;
      // Entries that a slice asks for are asked for once.
      if (tooFew && found + missed < min) run.reportMissing(say.tooFew(bare, min, found, profile), bare);
    };
  }

  /** The R4 type of an element's content; `Element` when there are several. */
  typeOf({ anonymous, element }: ElementNode): string {
    if (anonymous !== undefined) return anonymous;
    const codes = typeCodes(element);
    return codes.length === 1 ? codes[0]! : 'Element';
  }
}

/** undefined for no checks at all. */
function allOf(checks: readonly ItemCheck[]): ItemCheck | undefined {
  const [only] = checks;
  if (checks.length < 2) return only;
  return (run, item) => {
    for (const check of checks) check(run, item);
  };
}

/** A value of a wrong type is not judged any further. */
function ofTypes(
  name: string,
  types: readonly string[] | undefined,
  check: ItemCheck | undefined,
  profile: string,
): ItemCheck | undefined {
  if (!types) return check;
  return (run, item) => {
    if (types.some((type) => isOfType(item.type, type))) check?.(run, item);
    else run.report(say.wrongType(name, item.type, types, profile));
  };
}
