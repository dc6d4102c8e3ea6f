import { elementOf, isOfType } from '../model/definitions';
import { bindingChecks } from './binding-rule';
import type { CompilerContext } from './compiler-context';
import { bareName, maxOf, typeCodes, type ElementNode } from './element-node';
import { valueChecks } from './element-rules';
import * as faults from './faults';
import { invariantChecks } from './invariant-rule';
import { itemReader } from './item';
import type { ItemCheck, OwnerCheck } from './profile-run';
import { r4Root } from './r4-elements';
import { SliceCompiler } from './slice-compiler';
import { checkSlices } from './slicing';
import { narrowedTypes, typeChecks } from './type-rules';

/** Compiles elements to checks. It is told what is already checked elsewhere, and adds only what is new. */
export class ElementCompiler {
  private readonly slices: SliceCompiler;

  constructor(
    readonly context: CompilerContext,
    readonly profile: string,
  ) {
    this.slices = new SliceCompiler(this);
  }

  /**
   * @param type the R4 type of the content if there is only one: `HumanName`, `Organization.contact`
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

  /** Checks an element in its parent: the number of occurrences, each occurrence, and its slices. */
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
    const group = this.slices.group(node, against, owner);
    if (!tooFew && !tooMany && !check && !group) return undefined;
    const { profile } = this;
    return (run, members) => {
      const items = read(members);
      const found = items.length;
      if (tooMany && found > max) run.at(items[max]!, () => run.report(faults.tooMany(bare, max, found, profile)));
      if (check) for (let at = 0; at < found && !run.isOver; at += 1) run.at(items[at]!, check);
      const missed = group ? checkSlices(run, group, items) : 0;
      // Entries required by a slice are already reported.
      if (tooFew && found + missed < min) run.reportMissing(faults.tooFew(bare, min, found, profile), bare);
    };
  }

  /** The R4 type of an element's content; `Element` when it may have several. */
  typeOf({ anonymous, element }: ElementNode): string {
    if (anonymous !== undefined) return anonymous;
    const codes = typeCodes(element);
    return codes.length === 1 ? codes[0]! : 'Element';
  }
}

/** Undefined when there are no checks. */
function allOf(checks: readonly ItemCheck[]): ItemCheck | undefined {
  const [only] = checks;
  if (checks.length < 2) return only;
  return (run, item) => {
    for (const check of checks) check(run, item);
  };
}

/** A value of the wrong type is not checked any further. */
function ofTypes(
  name: string,
  types: readonly string[] | undefined,
  check: ItemCheck | undefined,
  profile: string,
): ItemCheck | undefined {
  if (!types) return check;
  return (run, item) => {
    if (types.some((type) => isOfType(item.type, type))) check?.(run, item);
    else run.report(faults.wrongType(name, item.type, types, profile));
  };
}
