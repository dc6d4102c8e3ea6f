import { isJsonObject, type JsonObject } from '../json/json-value';
import { ContainedScope } from '../validation/contained-scope';
import { IssueCollector, type Fault, type Step } from '../validation/issue-collector';
import { membersOf, type Item } from './item';

/** Checks one occurrence of an element; the run is not at the occurrence yet. */
export type ItemCheck = (run: ProfileRun, item: Item) => void;
/** Checks an element in its parent object; the run is at the parent. */
export type OwnerCheck = (run: ProfileRun, owner: JsonObject) => void;

/**
 * The state of a validation against profiles: the current position, the issues found, and the resource that `#…` refers
 * to.
 */
export class ProfileRun extends IssueCollector {
  /** Number of errors so far, including those beyond the limit of listed issues. */
  errors = 0;
  /** Cached results of discriminator paths for the entry that is being assigned to a slice. */
  readonly followed: { from: Item | undefined; readonly to: Map<object, readonly Item[]> } = {
    from: undefined,
    to: new Map(),
  };
  private readonly judged = new Map<object, string[]>();

  constructor(
    /** The outermost resource: `%rootResource`. */
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

  /** True when further findings would change neither the listed issues nor whether there are errors. */
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

  /** Runs checks on the members of the current item. */
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

  /** Whether an item passes a check; its findings are not reported. */
  passes(item: Item, check: ItemCheck): boolean {
    const trial = new ProfileRun(this.rootResource, '', 1, this.scope);
    trial.resource = this.resource;
    check(trial, item);
    return trial.errors === 0;
  }

  /** Records that an extension was checked against a definition, so that it is not checked against it again. */
  judge(extension: object, url: string): void {
    const known = this.judged.get(extension);
    if (known) known.push(url);
    else this.judged.set(extension, [url]);
  }

  isJudged(extension: object, url: string): boolean {
    return this.judged.get(extension)?.includes(url) ?? false;
  }

  /** The contained resource that a fragment (`#id`) refers to. */
  containedResource(fragment: string): JsonObject | undefined {
    const id = fragment.slice(1);
    return this.scope!.contained.filter(isJsonObject).find((item) => item.id === id);
  }
}
