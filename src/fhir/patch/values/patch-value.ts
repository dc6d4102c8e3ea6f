import type { JsonObject, JsonValue } from '../../json/json-value';
import { OPEN_TYPES } from '../../model/definitions';

/** The value of an operation; how it is interpreted depends on the target element. */
export type PatchValue =
  | {
      readonly form: 'typed';
      readonly type: string;
      /** Absent for a primitive that has only extensions. */
      readonly value?: JsonValue;
      readonly sibling?: JsonObject;
      readonly expression: string;
    }
  | { readonly form: 'parts'; readonly parts: readonly NamedValue[]; readonly expression: string }
  | { readonly form: 'resource'; readonly resource: JsonObject; readonly expression: string };

/** A nested part, which holds one child element. */
export interface NamedValue {
  readonly name: string;
  readonly value: PatchValue;
}

/** `CodeableConcept` -> `valueCodeableConcept`. */
export function valueKey(type: string): string {
  return `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

const TYPE_BY_KEY: ReadonlyMap<string, string> = new Map(OPEN_TYPES.map((type) => [valueKey(type), type]));

/** Type of a `value[x]` member name; undefined when Parameters has no such member. */
export function typeOfKey(key: string): string | undefined {
  return TYPE_BY_KEY.get(key);
}

export function valueKeys(): Iterable<string> {
  return TYPE_BY_KEY.keys();
}
