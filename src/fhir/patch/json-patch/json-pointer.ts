import { isForbiddenKey } from '../../json/forbidden-keys';
import { isJsonObject, type JsonValue } from '../../json/json-value';
import type { Message } from '../../messages';
import { quote } from '../patch-fault';
import { say } from '../../messages';
import { pointerOf } from '../path/pointer-as-path';

/** The unescaped reference tokens of a JSON Pointer: `/telecom/0/value` -> `['telecom', '0', 'value']`. */
export type JsonPointer = readonly string[];

/** Why a text is not a JSON Pointer, and what would be right. */
export interface PointerFault {
  readonly text: Message;
  readonly hint: Message;
}

/**
 * Parses a JSON Pointer strictly by its grammar.
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-3
 */
export function parsePointer(text: string): JsonPointer | PointerFault {
  if (text === '') return [];
  if (!text.startsWith('/')) {
    return {
      text: say`it does not start with a slash`,
      hint: say`Did you mean \`${quote(pointerOf(text) ?? '/name')}\`? A patch whose paths are FHIRPath is a Parameters resource, sent as application/fhir+json.`,
    };
  }
  const escape = /~(?![01])/.exec(text);
  if (escape) {
    return {
      text: say`the ~ at character ${escape.index + 1} is followed by neither 0 nor 1`,
      hint: say`Write ~0 for a ~ in a name, and ~1 for a slash in a name.`,
    };
  }
  const tokens = text
    .slice(1)
    .split('/')
    // In this order, so that ~01 becomes ~1 and not a slash (section 4).
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const forbidden = tokens.find(isForbiddenKey);
  if (forbidden !== undefined) {
    return { text: say`no element has the name ${forbidden}`, hint: say`Name an element of the resource: \`/name\`.` };
  }
  return tokens;
}

export function formatPointer(pointer: JsonPointer): string {
  return pointer.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Whether `inner` points to something within the target of `outer`. */
export function isInside(inner: JsonPointer, outer: JsonPointer): boolean {
  return inner.length > outer.length && outer.every((token, index) => token === inner[index]);
}

/** The member or item that a reference token names; undefined when it does not exist. */
export function memberOf(value: JsonValue, token: string): JsonValue | undefined {
  if (Array.isArray(value)) return isIndex(token) ? value[Number(token)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

/** Digits without a leading zero (RFC 6901 section 4). */
export function isIndex(token: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(token);
}
