import type { IssueDetail } from '../errors/fhir-error';
import { stepText } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import type { Text } from '../messages';
import type { ContainedScope } from './contained-scope';

/** One step of the way to a value: an index, or a JSON member and the FHIRPath name it has (`valueString` is `value`). */
export type Step = number | { readonly key: string; readonly name: string };

/** What went wrong, before it is known where. */
export interface Fault {
  readonly code: IssueDetail['code'];
  readonly text: Text;
  readonly hint?: Text;
  readonly severity?: IssueDetail['severity'];
}

/** The state of one validation: where it is, and what it found. */
export class IssueCollector {
  readonly issues: IssueDetail[] = [];
  /** The way from the resource to the value that is looked at. */
  readonly steps: Step[] = [];
  /** Elements that the current one is nested in. */
  depth = 0;
  /** Faults of JSON shape so far: what hangs on the shape of the whole is not judged while there are any. */
  shapeFaults = 0;
  /** True when the limit is reached and looking further is a waste. */
  full = false;
  scope: ContainedScope | undefined;

  constructor(
    private readonly root: string,
    private readonly maxIssues: number,
    /** The nearest resource around the value that is looked at: `%resource`. */
    public resource: JsonObject,
  ) {}

  get inBundle(): boolean {
    return this.root === 'Bundle';
  }

  /** @param below further steps, from the current value to the one at fault */
  report(fault: Fault, ...below: readonly Step[]): void {
    this.add(fault, below.length === 0 ? this.steps : [...this.steps, ...below]);
  }

  /** Reports an element that is not there: named by the expression, but placed at the object that lacks it. */
  reportMissing(fault: Fault, name: string): void {
    this.add(fault, this.steps, name);
  }

  /** @param missing a member that is named in addition */
  private add(fault: Fault, steps: readonly Step[], missing?: string): void {
    if (fault.code === 'structure') this.shapeFaults += 1;
    if (this.issues.length >= this.maxIssues) {
      this.full = true;
      return;
    }
    let expression = this.root;
    const path: (string | number)[] = [];
    for (const step of steps) {
      const isIndex = typeof step === 'number';
      expression += stepText(isIndex ? step : step.name);
      path.push(isIndex ? step : step.key);
    }
    if (missing !== undefined) expression += stepText(missing);
    // A resource may have many faults, and few clients read them all: one shape of object is made far quicker than many.
    const { severity = 'error', code, text, hint } = fault;
    this.issues.push({ severity, code, text, hint, expression, path });
  }
}
