import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { sameNumber } from '../../json/same-number';
import { stringifyJson } from '../../json/stringify-json';
import { say } from '../../messages';
import { atOnce, type Steps } from '../../steps';
import { keepServerOwned } from '../immutable';
import { jsonEqual } from '../json-equal';
import { inOperation } from '../operation-name';
import { inapplicable, quote, retelling } from '../patch-fault';
import type { PatchResult } from '../patch-options';
import { valueAt, withAdded, withRemoved, withReplaced } from './edit-json';
import { placeOf } from './json-fault';
import { JsonGrowth } from './json-growth';
import { DEFAULT_JSON_PATCH_LIMITS, type JsonPatchLimits, type JsonPatchOptions } from './json-patch-options';
import type { JsonPatchOperation } from './json-patch-operation';
import { formatPointer } from './json-pointer';
import { readJsonPatch } from './read-json-patch';
import { settle } from './settle';

/**
 * Applies a JSON Patch: all of its operations in order, or none.
 *
 * In addition to RFC 6902, `id`, `resourceType`, `meta.versionId` and `meta.lastUpdated` cannot be changed, and the
 * result must be FHIR JSON: what the patch leaves empty is removed (a note says so); null and the like are refused.
 *
 * Operations that cannot be parsed (`invalid-request`) are all reported at once. Of those that cannot be applied
 * (`unprocessable`), each one is reported that touches only first-level members where no operation has failed yet.
 *
 * @param resource any R4 resource; never modified, and returned itself when the patch changes nothing
 * @param patch the request body, as JSON; an empty list changes nothing
 * @see https://www.rfc-editor.org/rfc/rfc6902
 * @see https://hl7.org/fhir/R4/http.html#patch
 */
export function applyJsonPatch(
  resource: Readonly<JsonObject>,
  patch: JsonValue,
  options: JsonPatchOptions = {},
): PatchResult {
  return atOnce(jsonPatchSteps(resource, patch, options));
}

/** The same, one operation per step. */
export function* jsonPatchSteps(
  resource: Readonly<JsonObject>,
  patch: JsonValue,
  options: JsonPatchOptions = {},
): Steps<PatchResult> {
  const limits = { ...DEFAULT_JSON_PATCH_LIMITS, ...options.limits };
  try {
    return yield* new JsonPatchRun(resource, limits).run(readJsonPatch(patch, limits));
  } catch (fault) {
    if (!(fault instanceof FhirError)) throw fault;
    return { ok: false, kind: fault.kind, issues: fault.issues };
  }
}

class JsonPatchRun {
  private working: JsonObject;
  private readonly growth: JsonGrowth;
  /** The operation that created a list or object. Those of the original resource are not included. */
  private readonly makers = new WeakMap<object, number>();
  private readonly issues: IssueDetail[] = [];
  /** First-level members touched by a failed operation, whose content is therefore unknown. */
  private readonly unknown = new Set<string>();

  constructor(
    private readonly resource: Readonly<JsonObject>,
    private readonly limits: JsonPatchLimits,
  ) {
    this.working = resource;
    this.growth = new JsonGrowth(limits.growth);
  }

  *run(operations: readonly JsonPatchOperation[]): Steps<PatchResult> {
    for (const operation of operations) {
      this.take(operation);
      yield;
    }
    if (this.issues.length > 0) return { ok: false, kind: 'unprocessable', issues: this.issues };
    const { resource, notes, faults } = settle(this.working, (made) => this.makers.get(made), this.limits.nesting);
    if (faults.length > 0) return { ok: false, kind: 'unprocessable', issues: faults };
    const unchanged = resource === this.resource || jsonEqual(resource, this.resource);
    return { ok: true, resource: unchanged ? this.resource : resource, applied: [], notes };
  }

  private take(operation: JsonPatchOperation): void {
    const touched = touchedBy(operation);
    if (touched.some((name) => this.isUnknown(name))) {
      touched.forEach((name) => this.unknown.add(name));
      return;
    }
    try {
      this.working = this.guard(operation, this.apply(operation));
    } catch (fault) {
      if (!(fault instanceof FhirError) || fault.kind !== 'unprocessable') throw fault;
      const { index, op } = operation;
      this.issues.push(
        ...fault.issues.map((issue) => ({
          ...placeOf(index, 'path'),
          ...issue,
          text: inOperation(index, op, issue.text),
        })),
      );
      touched.forEach((name) => this.unknown.add(name));
    }
  }

  /** The whole resource stands for each of its members. */
  private isUnknown(name: string): boolean {
    return name === WHOLE ? this.unknown.size > 0 : this.unknown.has(name) || this.unknown.has(WHOLE);
  }

  private apply(operation: JsonPatchOperation): JsonValue {
    const root = this.working;
    const { index, op, path } = operation;
    const made = (container: object): void => void this.makers.set(container, index);
    const grown = (value: JsonValue): JsonValue => {
      this.growth.add(value, index, op);
      return value;
    };
    switch (op) {
      case 'add':
        return withAdded(root, path, this.own(grown(operation.value), index), made);
      case 'replace':
        return withReplaced(root, path, this.own(grown(operation.value), index), made);
      case 'remove':
        return withRemoved(root, path, made);
      case 'copy': {
        const value = grown(this.from(operation.from, index));
        return withAdded(root, path, this.displaced(value, index), made);
      }
      case 'move': {
        const value = this.from(operation.from, index);
        if (formatPointer(path) === formatPointer(operation.from)) return root;
        return withAdded(withRemoved(root, operation.from, made), path, this.displaced(value, index), made);
      }
      case 'test':
        this.test(root, path, operation.value, index);
        return root;
    }
  }

  private from(pointer: readonly string[], index: number): JsonValue {
    return retelling(
      () => valueAt(this.working, pointer),
      (issue) => ({ ...issue, ...placeOf(index, 'from') }),
    );
  }

  private test(root: JsonValue, path: readonly string[], expected: JsonValue, index: number): void {
    const found = valueAt(root, path);
    if (jsonEqual(found, expected, sameNumber)) return;
    throw inapplicable({
      code: 'conflict',
      text: say`\`${quote(formatPointer(path))}\` is ${shown(found)}, not ${shown(expected)}.`,
      hint: say`The resource is not as the patch expects. Read it again, and send a patch for its current state.`,
      ...placeOf(index, 'value'),
    });
  }

  /** Marks a client's value, with everything in it, as created by the operation. */
  private own(value: JsonValue, index: number): JsonValue {
    if (!Array.isArray(value) && !isJsonObject(value)) return value;
    this.makers.set(value, index);
    for (const member of Object.values(value)) this.own(member, index);
    return value;
  }

  /**
   * Marks a copied or moved list as created. It may be valid under one name only: null is allowed in `_given` but not
   * in `given`. Its items remain valid.
   */
  private displaced(value: JsonValue, index: number): JsonValue {
    if (Array.isArray(value)) this.makers.set(value, index);
    return value;
  }

  /** @throws FhirError `unprocessable` when something that the server owns would change */
  private guard({ op, path, index }: JsonPatchOperation, after: JsonValue): JsonObject {
    const before = this.working;
    if (after === before) return before;
    if (!isJsonObject(after)) {
      throw inapplicable({
        code: 'value',
        text: say`a resource is a JSON object.`,
        hint: say`Send the whole resource.`,
      });
    }
    if (after.resourceType !== before.resourceType) {
      throw inapplicable({
        code: 'business-rule',
        text: say`\`resourceType\` cannot be changed by a patch.`,
        hint: say`Leave the operation out.`,
      });
    }
    const wholeMeta = op !== 'move' && (path.length === 0 || (path.length === 1 && path[0] === 'meta'));
    const kept = keepServerOwned(before, after, wholeMeta, `$this[${index}].path`);
    if (kept !== after) this.makers.set(kept, index);
    if (kept !== after && isJsonObject(kept.meta)) this.makers.set(kept.meta, index);
    return kept;
  }
}

const WHOLE = '';

/** First-level members that an operation reads or writes. */
function touchedBy(operation: JsonPatchOperation): string[] {
  const pointers = 'from' in operation ? [operation.path, operation.from] : [operation.path];
  return pointers.map(([name]) => name ?? WHOLE);
}

function shown(value: JsonValue): string {
  return quote(stringifyJson(value));
}
