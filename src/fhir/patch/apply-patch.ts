import { FhirError, type FhirErrorKind, type IssueDetail } from '../errors/fhir-error';
import type { JsonObject, JsonValue } from '../json/json-value';
import { say } from '../messages';
import { elementOf } from '../model/definitions';
import { atOnce, type Steps } from '../steps';
import { keepServerOwned } from './immutable';
import { jsonEqual } from './json-equal';
import { applyOperation } from './operations';
import { NothingMatches } from './operations/target';
import type { PatchOperation } from './parse/patch-operation';
import { readOperation } from './parse/read-operation';
import { readParameters } from './parse/read-parameters';
import type { AppliedRule } from './patch-dialect';
import { DEFAULT_LIMITS, type PatchLimits, type PatchOptions, type PatchResult } from './patch-options';
import { explainNoMatch } from './path/explain';
import { Budget } from './path/evaluator';
import { typeOf } from './path/location';
import { compilePath } from './path/patch-path';

/**
 * Applies a FHIRPath Patch: all of its operations in order, or none.
 *
 * Errors are reported together where possible:
 * - If any operation cannot be parsed (`invalid-request`), every fault of every operation is reported, and nothing
 *   else.
 * - Otherwise the first operation that cannot be applied (`unprocessable`) is reported, and each later one that starts
 *   at a first-level element where no operation has failed yet. Any other later failure may be a consequence of an
 *   earlier one and is left out, including every one whose path is not tied to a single first-level element.
 *
 * @param resource any R4 resource; never modified, and returned itself when the patch changes nothing
 * @param parameters the request body, as JSON
 * @see https://hl7.org/fhir/R4/fhirpatch.html
 */
export function applyFhirPathPatch(
  resource: Readonly<JsonObject>,
  parameters: JsonValue,
  options: PatchOptions = {},
): PatchResult {
  return atOnce(fhirPathPatchSteps(resource, parameters, options));
}

/** The same in steps, a few per operation. */
export function* fhirPathPatchSteps(
  resource: Readonly<JsonObject>,
  parameters: JsonValue,
  options: PatchOptions = {},
): Steps<PatchResult> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  try {
    const operations = readParameters(parameters, limits.operations);
    return yield* new PatchRun(resource, limits, options).run(operations);
  } catch (fault) {
    if (!(fault instanceof FhirError)) throw fault;
    return { ok: false, kind: fault.kind, issues: fault.issues };
  }
}

class PatchRun {
  private working: JsonObject;
  private readonly resourceType: string;
  private readonly strict: boolean;
  private readonly budget: Budget;
  private readonly applied: AppliedRule[] = [];
  private readonly notes: IssueDetail[] = [];
  private readonly unread: FhirError[] = [];
  private readonly failed: FhirError[] = [];
  /** First-level elements of failed operations; contains undefined when one could not be determined. */
  private readonly failedAt = new Set<string | undefined>();

  constructor(
    private readonly resource: Readonly<JsonObject>,
    private readonly limits: PatchLimits,
    private readonly options: PatchOptions,
  ) {
    this.working = resource;
    this.resourceType = typeOf(resource);
    this.strict = options.handling === 'strict';
    this.budget = new Budget(limits.deadlineMs, undefined, limits.visits, limits.visitsOfPath);
  }

  *run(operations: readonly JsonObject[]): Steps<PatchResult> {
    for (const [index, parameter] of operations.entries()) {
      yield* this.take(parameter, `Parameters.parameter[${index}]`);
      yield;
    }
    const [faults, kind] =
      this.unread.length > 0
        ? ([this.unread, kindOf(this.unread)] as const)
        : ([this.failed, 'unprocessable'] as const);
    if (faults.length > 0) return { ok: false, kind, issues: faults.flatMap(({ issues }) => issues) };
    const unchanged = this.working === this.resource || jsonEqual(this.working, this.resource);
    return { ok: true, resource: unchanged ? this.resource : this.working, applied: this.applied, notes: this.notes };
  }

  private *take(parameter: JsonObject, expression: string): Steps<void> {
    for (const strictForm of this.translate(parameter, expression)) {
      const operation = this.read(strictForm, expression, strictForm === parameter);
      if (!operation || this.unread.length > 0) continue;
      yield;
      yield* this.apply(operation);
    }
  }

  private translate(parameter: JsonObject, expression: string): readonly JsonObject[] {
    const { dialect } = this.options;
    if (!dialect || this.strict) return [parameter];
    const report = (rule: AppliedRule): void => void this.applied.push(rule);
    try {
      return dialect.translate(parameter, { resource: this.working, expression, report });
    } catch (fault) {
      this.refuse(fault, expression, undefined);
      return [];
    }
  }

  private read(parameter: JsonObject, expression: string, ownParts: boolean): PatchOperation | undefined {
    const note = (issue: IssueDetail): void => void this.notes.push(issue);
    try {
      return readOperation(parameter, expression, ownParts, { limits: this.limits, strict: this.strict, note });
    } catch (fault) {
      this.refuse(fault, expression, undefined);
      return undefined;
    }
  }

  private *apply(operation: PatchOperation): Steps<void> {
    const piece = { resource: this.working, budget: this.budget };
    const expression = operation.at('path');
    try {
      const after = applyOperation(operation, piece);
      if (after) {
        this.working = keepServerOwned(this.working, after, this.namesMeta(operation), expression);
        return;
      }
      yield;
      this.notes.push(nothingDeleted(operation, explainNoMatch(operation.path, this.working, this.budget)));
    } catch (fault) {
      yield;
      this.refuse(this.explained(fault, operation), expression, this.firstElement(operation));
    }
  }

  /**
   * Adds the dialect's explanation of why a path matches nothing, unless the path names something that cannot exist.
   * The target of an add is not reported as missing, because it need not exist.
   */
  private explained(fault: unknown, { type, path }: PatchOperation): unknown {
    if (!(fault instanceof NothingMatches) || fault.issues.every(({ missing }) => missing === undefined)) return fault;
    const count = (other: string): number => this.count(other);
    const told = this.options.dialect?.explainMissing?.(path.text, this.resourceType, count);
    const issues = fault.issues.map(({ missing: here, ...issue }) => {
      const missing = told ? told.expression : type === 'add' ? undefined : here;
      return { ...issue, ...(told && { hint: told.hint }), ...(missing !== undefined && { missing }) };
    });
    return new FhirError(fault.kind, fault.text, issues, { cause: fault });
  }

  /** How many elements another path matches; 0 when it cannot be parsed or evaluated. */
  private count(path: string): number {
    try {
      return compilePath(path, this.limits, '').locate(this.working, this.budget.forWords()).length;
    } catch (fault) {
      if (!(fault instanceof FhirError)) throw fault;
      return 0;
    }
  }

  /** @param at first-level element at which the operation starts */
  private refuse(fault: unknown, expression: string, at: string | undefined): void {
    if (!(fault instanceof FhirError)) throw fault;
    const issues = fault.issues.length > 0 ? fault.issues : [{ text: fault.message }];
    const placed = new FhirError(
      fault.kind,
      fault.message,
      issues.map((issue) => ({ expression, ...issue })),
    );
    if (fault.kind !== 'unprocessable') {
      this.unread.push(placed);
      return;
    }
    const independent = at !== undefined && !this.failedAt.has(undefined) && !this.failedAt.has(at);
    if (this.failed.length === 0 || independent) this.failed.push(placed);
    this.failedAt.add(at);
  }

  private firstElement(operation: PatchOperation): string | undefined {
    const atRoot = operation.type === 'add' && operation.path.isRoot(this.resourceType);
    const name = atRoot ? operation.name : operation.path.firstName(this.resourceType);
    return name && (elementOf(this.resourceType, name)?.element.name ?? name);
  }

  /** Whether the operation deletes or replaces `meta` itself. */
  private namesMeta({ path, type }: PatchOperation): boolean {
    if (type !== 'delete' && type !== 'replace') return false;
    return path.lastName === 'meta' && path.firstName(this.resourceType) === 'meta';
  }
}

/** `business-rule` when all faults are violations of a guide's rules, otherwise `invalid-request`. */
function kindOf(unread: readonly FhirError[]): FhirErrorKind {
  return unread.every(({ kind }) => kind === 'business-rule') ? 'business-rule' : 'invalid-request';
}

function nothingDeleted({ at }: PatchOperation, { text, hint }: Pick<IssueDetail, 'text' | 'hint'>): IssueDetail {
  return {
    severity: 'information',
    code: 'informational',
    text: say`Nothing was deleted. ${text}`,
    ...(hint && { hint }),
    expression: at('path'),
  };
}
