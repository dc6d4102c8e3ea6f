import type { IssueDetail } from '../../errors/fhir-error';
import { isJsonNumber, isJsonObject, type JsonValue } from '../../json/json-value';
import { nearest } from '../../model/nearest';
import { quote } from '../patch-fault';
import { formatPointer, isIndex, memberOf, type JsonPointer } from './json-pointer';

/**
 * Why a pointer leads nowhere: how far it leads, and what its next step could have been.
 * @param depth how many of its tokens lead somewhere
 * @returns a text without its full stop, to stand after the name of the operation
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
  const place = depth === 0 ? 'The resource' : `\`${quote(formatPointer(reached))}\``;
  return {
    code: 'not-found',
    text: `\`${quote(formatPointer(pointer))}\` points at nothing`,
    hint: `${place} ${hintFor(value, pointer, depth)}`,
  };
}

function hintFor(value: JsonValue | undefined, pointer: JsonPointer, depth: number): string {
  const token = pointer[depth]!;
  if (Array.isArray(value)) return listHint(value.length, token);
  if (!isJsonObject(value)) return `is ${kindOf(value)}, which has no members.`;
  const meant = nearest(token, Object.keys(value));
  if (meant) return `has no member \`${quote(token)}\`: did you mean \`${meant}\`?`;
  const wayOut =
    depth === pointer.length - 1
      ? 'add would create it.'
      : `add \`${quote(formatPointer(pointer.slice(0, depth + 1)))}\` first, parents are not created.`;
  return `has no member \`${quote(token)}\`: ${wayOut}`;
}

function kindOf(value: JsonValue | undefined): string {
  if (value === null) return 'null';
  return isJsonNumber(value) ? 'a number' : `a ${typeof value}`;
}

function listHint(length: number, token: string): string {
  const range =
    length === 0 ? 'is an empty list' : length === 1 ? 'has one entry, 0' : `has the entries 0 to ${length - 1}`;
  if (token === '-') return `${range}; \`-\` is the place after the last one, which only add, move and copy can fill.`;
  if (/^0\d+$/.test(token)) return `${range}; an index is written without leading zeros.`;
  if (!isIndex(token)) return `${range}; \`${quote(token)}\` is no index.`;
  return `${range}; a new last entry is added at ${length}, or at \`-\`.`;
}
