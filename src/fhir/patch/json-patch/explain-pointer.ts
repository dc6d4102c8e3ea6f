import type { IssueDetail } from '../../errors/fhir-error';
import { isJsonNumber, isJsonObject, type JsonValue } from '../../json/json-value';
import { say, type Message, type Text } from '../../messages';
import { nearest } from '../../model/nearest';
import { MOST_MEMBERS } from '../members';
import { quote } from '../patch-fault';
import { formatPointer, isIndex, memberOf, type JsonPointer } from './json-pointer';

/**
 * Explains why a pointer refers to nothing: how far it leads, and what its next token could have been.
 * @param depth number of tokens that lead somewhere
 * @returns text to follow the name of the operation
 */
export function explainPointer(
  root: JsonValue,
  pointer: JsonPointer,
  depth: number,
): Pick<IssueDetail, 'code' | 'text' | 'hint'> {
  const reached = pointer.slice(0, depth);
  const value = reached.reduce<JsonValue | undefined>(
    (at, token) => (at === undefined ? undefined : memberOf(at, token)),
    root,
  );
  return {
    code: 'not-found',
    text: say`\`${quote(formatPointer(pointer))}\` does not point to anything.`,
    hint:
      depth === 0
        ? say`The resource ${hintFor(value, pointer, depth)}`
        : say`\`${quote(formatPointer(reached))}\` ${hintFor(value, pointer, depth)}`,
  };
}

function hintFor(value: JsonValue | undefined, pointer: JsonPointer, depth: number): Message {
  const token = pointer[depth]!;
  if (Array.isArray(value)) return listHint(value.length, token);
  if (!isJsonObject(value)) return say`is ${kindOf(value)}, which has no members.`;
  return say`has no member \`${quote(token)}\`: ${wayOut(Object.keys(value), pointer, depth)}`;
}

function wayOut(members: readonly string[], pointer: JsonPointer, depth: number): Message {
  const meant = nearest(pointer[depth]!, members.slice(0, MOST_MEMBERS));
  if (meant) return say`did you mean \`${meant}\`?`;
  if (depth === pointer.length - 1) return say`add would create it.`;
  const parent = formatPointer(pointer.slice(0, depth + 1));
  return say`add \`${quote(parent)}\` first; parents are not created.`;
}

function kindOf(value: JsonValue | undefined): Text {
  if (typeof value === 'string') return say`a string`;
  if (typeof value === 'boolean') return say`a boolean`;
  return isJsonNumber(value) ? say`a number` : 'null';
}

function listHint(length: number, token: string): Message {
  const range = rangeOf(length);
  if (token === '-') {
    return say`${range}; \`-\` is the position after the last entry, which only add, move and copy can use.`;
  }
  if (/^0\d+$/.test(token)) return say`${range}; an index is written without leading zeros.`;
  if (!isIndex(token)) return say`${range}; \`${quote(token)}\` is not an index.`;
  return say`${range}; a new last entry is added at ${length}, or at \`-\`.`;
}

function rangeOf(length: number): Message {
  if (length === 0) return say`is an empty list`;
  return length === 1 ? say`has one entry, 0` : say`has the entries 0 to ${length - 1}`;
}
