import type { IssueDetail } from '../../errors/fhir-error';
import type { JsonPath } from '../../errors/json-path';
import { stringifyPath } from '../../errors/json-path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { say, type Message } from '../../messages';
import { entryCount } from '../counts';

export interface Settled {
  readonly resource: JsonObject;
  /** What was removed because the patch left it empty. */
  readonly notes: readonly IssueDetail[];
  /** What FHIR JSON does not allow and cannot be repaired unambiguously. */
  readonly faults: readonly IssueDetail[];
}

/**
 * Turns the result of the operations into FHIR JSON. RFC 6902 leaves `[]` and `{}` behind, which FHIR does not allow;
 * they are removed, and so is everything that becomes empty as a result. A null, an empty string, or values that no
 * longer match their ids and extensions have no unambiguous meaning and are reported as faults.
 *
 * @param madeBy the operation that created a list or object; undefined when the patch did not touch it, so it is left
 *   alone
 * @param nesting maximum nesting levels of the result
 * @see https://hl7.org/fhir/R4/json.html
 */
export function settle(
  resource: JsonObject,
  madeBy: (container: object) => number | undefined,
  nesting: number,
): Settled {
  const notes: IssueDetail[] = [];
  const faults: IssueDetail[] = [];
  const root = typeof resource.resourceType === 'string' ? resource.resourceType : '$this';

  const at = (path: JsonPath): string => stringifyPath(path, root);
  const gone = (path: JsonPath, why: Message): void => {
    const text = say`${at(path)} was left empty and was removed: ${why}.`;
    notes.push({ severity: 'information', code: 'informational', text, expression: at(path) });
  };
  const refuse = (path: JsonPath, operation: number, what: Message, hint: Message): void => {
    const text = say`After operation ${operation}, ${at(path)} ${what}.`;
    faults.push({ code: 'structure', text, hint, expression: `$this[${operation}]`, path: [operation] });
  };

  /** @returns undefined when nothing remains */
  const settleValue = (value: JsonValue, path: JsonPath, operation: number): JsonValue | undefined => {
    if (value === null)
      refuse(
        path,
        operation,
        say`is null`,
        say`Use remove; FHIR JSON allows null only in lists that have a \`_\` list beside them.`,
      );
    if (value === '') refuse(path, operation, say`is an empty string`, say`Use remove; FHIR has no empty strings.`);
    if (!Array.isArray(value) && !isJsonObject(value)) return value;
    const maker = madeBy(value);
    if (maker === undefined) return value;
    if (path.length > nesting) {
      refuse(path, maker, say`is more than ${nesting} levels deep`, say`Keep the resource flatter.`);
      return value;
    }
    return Array.isArray(value) ? settleList(value, path, maker) : settleObject(value, path, maker);
  };

  const settleList = (list: JsonValue[], path: JsonPath, operation: number): JsonValue[] | undefined => {
    const kept: JsonValue[] = [];
    list.forEach((item, index) => {
      const settled = settleValue(item, [...path, index], operation);
      if (settled !== undefined) kept.push(settled);
    });
    if (kept.length === 0) gone(path, NO_EMPTY_LISTS);
    return kept.length > 0 ? kept : undefined;
  };

  const settleObject = (object: JsonObject, path: JsonPath, operation: number): JsonObject | undefined => {
    const settled = new Map<string, JsonValue | undefined>();
    for (const key of unevenPairs(object)) {
      const value = key.slice(1);
      const what = Array.isArray(object[key])
        ? say`is a list, but ${value} beside it is not`
        : say`is not a list, but ${value} beside it is`;
      refuse(
        [...path, key],
        operation,
        what,
        say`A list of values needs a list of their ids and extensions beside it.`,
      );
    }
    for (const key of Object.keys(object).sort(siblingsFirst)) {
      const columns = columnsOf(object, key);
      const value = columns
        ? settleColumn({ ...columns, beside: settled.get(`_${key}`) }, key, [...path, key], operation)
        : settleValue(object[key]!, [...path, key], operation);
      settled.set(key, value);
    }
    const kept: JsonObject = {};
    for (const key of Object.keys(object)) {
      const value = settled.get(key);
      if (value !== undefined) kept[key] = value;
    }
    if (Object.keys(kept).length === 0) gone(path, say`FHIR JSON has no empty objects`);
    return Object.keys(kept).length > 0 ? kept : undefined;
  };

  /** Settles one of the two lists of a repeating primitive. Items correspond by index, so none may be removed. */
  const settleColumn = (
    { own, partner, beside }: Columns & { readonly beside: JsonValue | undefined },
    key: string,
    path: JsonPath,
    operation: number,
  ): JsonValue[] | undefined => {
    const maker = madeBy(own) ?? (partner ? madeBy(partner) : operation);
    if (maker === undefined) return own;
    if (partner && own.length !== partner.length && key.startsWith('_')) {
      const value = key.slice(1);
      refuse(
        path,
        maker,
        say`has ${entryCount(own.length)}, but ${value} beside it has ${partner.length}`,
        say`Entries of ${key} and ${value} with the same index belong together; patch both, with null where one has nothing.`,
      );
    }
    const kept = own.map((item, index) => {
      const left = item === null ? undefined : settleValue(item, [...path, index], madeBy(own) ?? operation);
      if (left !== undefined) return left;
      const padding = key.startsWith('_') || (Array.isArray(beside) && isJsonObject(beside[index]));
      if (!padding)
        refuse([...path, index], maker, say`is empty, with nothing beside it`, say`Use remove in both lists.`);
      return null;
    });
    if (kept.some((item) => item !== null)) return kept;
    if (own.length === 0) gone(path, NO_EMPTY_LISTS);
    return undefined;
  };

  const settled = settleValue(resource, [], 0) as JsonObject;
  return { resource: settled, notes, faults };
}

const NO_EMPTY_LISTS = say`FHIR JSON has no empty lists`;

/** The `_name` members come first, because they decide whether null is allowed in the values. */
function siblingsFirst(one: string, other: string): number {
  return Number(other.startsWith('_')) - Number(one.startsWith('_'));
}

/** The `_name` members that are a list while the value is not, or the reverse. */
function unevenPairs(object: JsonObject): string[] {
  return Object.keys(object).filter((key) => {
    const value = key.startsWith('_') ? object[key.slice(1)] : undefined;
    return value !== undefined && Array.isArray(value) !== Array.isArray(object[key]);
  });
}

interface Columns {
  readonly own: JsonValue[];
  readonly partner?: JsonValue[];
}

/**
 * The list of a member and its counterpart, such as `given` and `_given`; undefined when it is not part of such a pair.
 */
function columnsOf(object: JsonObject, key: string): Columns | undefined {
  const own = object[key];
  if (!Array.isArray(own)) return undefined;
  const partner = object[key.startsWith('_') ? key.slice(1) : `_${key}`];
  if (Array.isArray(partner)) return { own, partner };
  return key.startsWith('_') || own.includes(null) ? { own } : undefined;
}
