import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { say } from '../../messages';
import { inapplicable } from '../patch-fault';
import { explainPointer } from './explain-pointer';
import { isIndex, memberOf, type JsonPointer } from './json-pointer';

/** Called with each list and object that an edit creates. All others are still those of the original resource. */
export type Made = (container: object) => void;

/**
 * The value that a pointer refers to.
 * @throws FhirError `unprocessable` when it does not exist; says how far the pointer leads
 */
export function valueAt(root: JsonValue, pointer: JsonPointer): JsonValue {
  let value = root;
  for (let depth = 0; depth < pointer.length; depth += 1) {
    const member = memberOf(value, pointer[depth]!);
    if (member === undefined) throw inapplicable(explainPointer(root, pointer, depth));
    value = member;
  }
  return value;
}

/** RFC 6902, 4.1: inserts into a list before the index, or sets or replaces a member. */
export function withAdded(root: JsonValue, pointer: JsonPointer, value: JsonValue, made: Made): JsonValue {
  if (pointer.length === 0) return value;
  return withContainer(root, pointer, made, (container, token, fail) => {
    if (!Array.isArray(container)) {
      container[token] = value;
      return;
    }
    const index = token === '-' ? container.length : isIndex(token) ? Number(token) : NaN;
    if (!(index <= container.length)) throw fail();
    container.splice(index, 0, value);
  });
}

/** @throws FhirError `unprocessable` when the value does not exist, or is the whole resource */
export function withRemoved(root: JsonValue, pointer: JsonPointer, made: Made): JsonValue {
  return withContainer(root, pointer, made, (container, token, fail) => {
    if (memberOf(container, token) === undefined) throw fail();
    if (Array.isArray(container)) container.splice(Number(token), 1);
    else delete container[token];
  });
}

/** Like `withRemoved` followed by `withAdded` at the same place (RFC 6902, 4.3). */
export function withReplaced(root: JsonValue, pointer: JsonPointer, value: JsonValue, made: Made): JsonValue {
  if (pointer.length === 0) return value;
  return withContainer(root, pointer, made, (container, token, fail) => {
    if (memberOf(container, token) === undefined) throw fail();
    if (Array.isArray(container)) container[Number(token)] = value;
    else container[token] = value;
  });
}

type Change = (container: JsonValue[] | JsonObject, token: string, fail: () => Error) => void;

/** Changes one container. It and its ancestors are copied; the rest is shared. */
function withContainer(root: JsonValue, pointer: JsonPointer, made: Made, change: Change): JsonValue {
  if (pointer.length === 0) {
    throw inapplicable({
      code: 'not-supported',
      text: say`a patch cannot remove the whole resource.`,
      hint: say`Name an element: \`/name\`. A resource is deleted by DELETE.`,
    });
  }
  const rebuild = (value: JsonValue, depth: number): JsonValue => {
    if (!Array.isArray(value) && !isJsonObject(value)) throw inapplicable(explainPointer(root, pointer, depth));
    const token = pointer[depth]!;
    const copy = Array.isArray(value) ? [...value] : { ...value };
    made(copy);
    if (depth === pointer.length - 1) {
      change(copy, token, () => inapplicable(explainPointer(root, pointer, depth)));
      return copy;
    }
    const member = memberOf(value, token);
    if (member === undefined) throw inapplicable(explainPointer(root, pointer, depth));
    const changed = rebuild(member, depth + 1);
    if (Array.isArray(copy)) copy[Number(token)] = changed;
    else copy[token] = changed;
    return copy;
  };
  return rebuild(root, 0);
}
