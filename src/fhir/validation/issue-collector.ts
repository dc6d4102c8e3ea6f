import type { IssueDetail } from '../errors/fhir-error';
import { stepText } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import type { Text } from '../messages';
import type { ContainedScope } from './contained-scope';

/** One step of a path: an index, or a JSON member with its FHIRPath name (`value` for `valueString`). */
export type Step = number | { readonly key: string; readonly name: string };

/** A fault without its position. */
export interface Fault {
  readonly code: IssueDetail['code'];
  readonly text: Text;
  readonly hint?: Text;
  readonly severity?: IssueDetail['severity'];
}

/** The state of one validation: the current position and the issues found. */
export class IssueCollector {
  readonly issues: IssueDetail[] = [];
  /** The path from the resource to the current value. */
  readonly steps: Step[] = [];
  /** Nesting depth of the current element. */
  depth = 0;
  /**
   * Number of structural faults so far. Checks that depend on the structure as a whole are skipped when there are any.
   */
  shapeFaults = 0;
  /** True when the limit has been reached and validation can stop. */
  full = false;
  scope: ContainedScope | undefined;

  constructor(
    private readonly root: string,
    private readonly maxIssues: number,
    /** The nearest resource around the current value: `%resource`. */
    public resource: JsonObject,
  ) {}

  get inBundle(): boolean {
    return this.root === 'Bundle';
  }

  /** @param below further steps from the current value to the faulty one */
  report(fault: Fault, ...below: readonly Step[]): void {
    this.add(fault, below.length === 0 ? this.steps : [...this.steps, ...below]);
  }

  /** Reports a missing element: the expression names it, and the position is that of the object that lacks it. */
  reportMissing(fault: Fault, name: string): void {
    this.add(fault, this.steps, name);
  }

  /** @param missing a member to append to the expression */
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
    // Objects with a single shape are created much faster, and a resource may have many faults that few clients read.
    const { severity = 'error', code, text, hint } = fault;
    this.issues.push({ severity, code, text, hint, expression, path });
  }
}
