import { isJsonObject, type JsonValue } from '../../json/json-value';
import { anyOf, type Tri } from './tri';
import type { ValueSetContent } from './value-set-content';

/** A code in an element, with its system if the element has one. */
export interface CodedValue {
  readonly system: string | undefined;
  readonly code: string;
}

/** The codes in a value of a type that can have a binding (R4 terminologies.html#4.1). */
export function codedValues(value: JsonValue | undefined): CodedValue[] {
  if (typeof value === 'string') return [{ system: undefined, code: value }];
  if (!isJsonObject(value)) return [];
  if (!Array.isArray(value.coding)) return codesOf([value]);
  return codesOf(value.coding);
}

function codesOf(codings: readonly JsonValue[]): CodedValue[] {
  const values: CodedValue[] = [];
  for (const coding of codings) {
    if (!isJsonObject(coding) || typeof coding.code !== 'string') continue;
    values.push({ system: typeof coding.system === 'string' ? coding.system : '', code: coding.code });
  }
  return values;
}

/** Whether at least one code is in a value set. */
export function isMember(content: ValueSetContent, values: readonly CodedValue[]): Tri {
  return anyOf(values, ({ system, code }) => content.has(system, code));
}
