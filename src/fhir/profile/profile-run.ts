import { isJsonObject, type JsonObject } from '../json/json-value';
import { ContainedScope } from '../validation/contained-scope';
import { IssueCollector, type Fault, type Step } from '../validation/issue-collector';
import { membersOf, type Item } from './item';

/** Judges one occurrence of an element; the run does not stand at it yet. */
export type ItemCheck = (run: ProfileRun, item: Item) => void;
/** Judges an element within the object that has it; the run stands at the object. */
export type OwnerCheck = (run: ProfileRun, owner: JsonObject) => void;

/** The state of one validation against profiles: where it is, what it found, and the resource that `#…` points into. */
export class ProfileRun extends IssueCollector {
  /** Errors found so far, also those beyond the limit of what is listed. */
  errors = 0;
  /** Where the paths of discriminators lead from the entry that is being sorted into slices. */
  readonly followed: { from: Item | undefined; readonly to: Map<object, readonly Item[]> } = {
    from: undefined,
    to: new Map(),
  };
  private readonly judged = new Map<object, string[]>();

  constructor(
    /** The outermost one: `%rootResource`. */
    readonly rootResource: JsonObject,
    root: string,
    maxIssues: number,
    scope = new ContainedScope(rootResource),
  ) {
    super(root, maxIssues, rootResource);
    this.scope = scope;
  }

  override report(fault: Fault, ...below: readonly Step[]): void {
    this.count(fault);
    super.report(fault, ...below);
  }

  override reportMissing(fault: Fault, name: string): void {
    this.count(fault);
    super.reportMissing(fault, name);
  }

  private count({ severity = 'error' }: Fault): void {
    if (severity === 'error') this.errors += 1;
  }

  /** True when nothing that is still found would change what is told, or whether there are errors. */
  get isOver(): boolean {
    return this.full && this.errors > 0;
  }

  /** Runs a check at an occurrence of an element. */
  at(item: Item, check: ItemCheck): void {
    this.steps.push(item.step);
    if (item.index !== undefined) this.steps.push(item.index);
    check(this, item);
    this.steps.pop();
    if (item.index !== undefined) this.steps.pop();
  }

  /** Runs checks on the members of the item the run stands at. */
  within(item: Item, checks: readonly OwnerCheck[]): void {
    const members = membersOf(item);
    if (!members) return;
    const outer = this.resource;
    if (typeof members.resourceType === 'string') this.resource = members;
    const place = this.steps.length - (item.index === undefined ? 1 : 2);
    const aside = members !== item.value && place >= 0;
    if (aside) this.steps[place] = item.extrasStep;
    for (const check of checks) check(this, members);
    if (aside) this.steps[place] = item.step;
    this.resource = outer;
  }

  /** True when an item passes a check; what the check finds is not reported. */
  passes(item: Item, check: ItemCheck): boolean {
    const trial = new ProfileRun(this.rootResource, '', 1, this.scope);
    trial.resource = this.resource;
    check(trial, item);
    return trial.errors === 0;
  }

  /** Takes note that an extension was judged by a definition, so that it is not judged by it again. */
  judge(extension: object, url: string): void {
    const known = this.judged.get(extension);
    if (known) known.push(url);
    else this.judged.set(extension, [url]);
  }

  isJudged(extension: object, url: string): boolean {
    return this.judged.get(extension)?.includes(url) ?? false;
  }

  /** The contained resource a fragment (`#id`) names. */
  containedResource(fragment: string): JsonObject | undefined {
    const id = fragment.slice(1);
    return this.scope!.contained.filter(isJsonObject).find((item) => item.id === id);
  }
}
