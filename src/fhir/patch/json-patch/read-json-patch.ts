import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { isForbiddenKey } from '../../json/forbidden-keys';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { nearest } from '../../model/nearest';
import { quote, unreadable } from '../patch-fault';
import { nameOf, placeOf } from './json-fault';
import type { JsonPatchLimits } from './json-patch-options';
import { MEMBERS_OF, type JsonPatchMember, type JsonPatchOperation } from './json-patch-operation';
import { formatPointer, isInside, parsePointer, type JsonPointer } from './json-pointer';

/**
 * The operations of a JSON Patch document, in order.
 *
 * @throws FhirError `invalid-request`: no list of operations, or operations that cannot be read (every fault of every
 *   one); `too-large`: too many operations
 * @see https://www.rfc-editor.org/rfc/rfc6902#section-3
 */
export function readJsonPatch(patch: JsonValue, limits: JsonPatchLimits): readonly JsonPatchOperation[] {
  if (!Array.isArray(patch)) {
    const sent = isJsonObject(patch) ? (patch.resourceType === 'Parameters' ? 'Parameters' : 'one object') : undefined;
    throw unreadable({
      code: 'structure',
      text: `A JSON Patch is a list of operations${sent ? `, not ${sent}` : ''}.`,
      hint:
        sent === 'Parameters'
          ? 'A FHIRPath Patch is sent as application/fhir+json.'
          : 'Send [ { "op": "replace", "path": "/name", "value": … } ].',
      expression: '$this',
      path: [],
    });
  }
  if (patch.length > limits.operations) {
    const text = `The patch holds ${patch.length} operations; at most ${limits.operations} are taken.`;
    throw new FhirError('too-large', text, [{ text, hint: 'Split it into several patches.', expression: '$this' }]);
  }
  const faults: IssueDetail[] = [];
  const operations = patch.map((operation, index) => readOperation(operation, index, limits, faults));
  if (faults.length > 0) throw new FhirError('invalid-request', 'The patch cannot be read.', faults);
  return operations.filter((operation) => operation !== undefined);
}

function readOperation(
  sent: JsonValue,
  index: number,
  limits: JsonPatchLimits,
  faults: IssueDetail[],
): JsonPatchOperation | undefined {
  if (!isJsonObject(sent)) {
    const text = `${nameOf(index)} is no JSON object.`;
    faults.push({ code: 'structure', text, hint: 'It has the members op and path.', ...placeOf(index) });
    return undefined;
  }
  const op = readOp(sent, index, faults);
  const path = readPointer(sent, 'path', index, op, limits, faults);
  if (op === undefined) return undefined;
  const from = MEMBERS_OF[op].includes('from') ? readPointer(sent, 'from', index, op, limits, faults) : undefined;
  const value = MEMBERS_OF[op].includes('value') ? readValue(sent, index, op, limits, faults) : undefined;
  if (!path) return undefined;
  switch (op) {
    case 'remove':
      return { op, index, path };
    case 'move':
    case 'copy':
      if (!from) return undefined;
      if (op === 'move' && isInside(path, from)) faults.push(intoItself(index, from, path));
      return { op, index, path, from };
    case 'add':
    case 'replace':
    case 'test':
      return value === undefined ? undefined : { op, index, path, value };
  }
}

function readOp({ op }: JsonObject, index: number, faults: IssueDetail[]): JsonPatchOperation['op'] | undefined {
  if (typeof op === 'string' && Object.hasOwn(MEMBERS_OF, op)) return op as JsonPatchOperation['op'];
  const names = Object.keys(MEMBERS_OF);
  const meant = typeof op === 'string' ? (FHIRPATH_NAMES[op] ?? nearest(op, names)) : undefined;
  faults.push({
    code: op === undefined ? 'required' : 'not-supported',
    text:
      op === undefined
        ? `${nameOf(index)} has no member \`op\`.`
        : `${nameOf(index)}: there is no \`op\` ${quote(JSON.stringify(op))}.`,
    hint: `${meant ? `Did you mean ${meant}? ` : ''}It is one of ${names.join(', ')}.`,
    ...placeOf(index, op === undefined ? undefined : 'op'),
  });
  return undefined;
}

/** What FHIRPath Patch calls them. */
const FHIRPATH_NAMES: Readonly<Record<string, string>> = { delete: 'remove', insert: 'add' };

function readPointer(
  sent: JsonObject,
  member: 'path' | 'from',
  index: number,
  op: string | undefined,
  limits: JsonPatchLimits,
  faults: IssueDetail[],
): JsonPointer | undefined {
  const text = sent[member];
  if (typeof text !== 'string') {
    const what = text === undefined ? `has no member \`${member}\`` : `has a member \`${member}\` that is no text`;
    const hint = 'It is a JSON Pointer: `/telecom/0/value`.';
    const place = placeOf(index, text === undefined ? undefined : member);
    faults.push({ code: 'required', text: `${nameOf(index, op)} ${what}.`, hint, ...place });
    return undefined;
  }
  if (text.length > limits.pointerLength) {
    const shown = `${nameOf(index, op)}: \`${member}\` has ${text.length} characters`;
    const hint = `At most ${limits.pointerLength} are read.`;
    faults.push({ code: 'too-long', text: `${shown}.`, hint, ...placeOf(index, member) });
    return undefined;
  }
  const pointer = parsePointer(text);
  if ('hint' in pointer) {
    const shown = `${nameOf(index, op)}: \`${quote(text)}\` is no JSON Pointer: ${pointer.text}.`;
    faults.push({ code: 'value', text: shown, hint: quote(pointer.hint), ...placeOf(index, member) });
    return undefined;
  }
  if (pointer.length > limits.nesting) {
    const shown = `${nameOf(index, op)}: \`${member}\` goes ${pointer.length} levels deep.`;
    faults.push({ code: 'too-long', text: shown, hint: `At most ${limits.nesting}.`, ...placeOf(index, member) });
    return undefined;
  }
  return pointer;
}

function readValue(
  sent: JsonObject,
  index: number,
  op: string,
  { nesting }: JsonPatchLimits,
  faults: IssueDetail[],
): JsonValue | undefined {
  const report = (code: IssueDetail['code'], what: string, hint: string, member?: JsonPatchMember): undefined => {
    faults.push({ code, text: `${nameOf(index, op)} ${what}.`, hint, ...placeOf(index, member) });
  };
  const { value } = sent;
  if (value === undefined) return report('required', 'has no member `value`', `${op} takes op, path and value.`);
  const fault = faultOf(value, nesting);
  if (fault) return report('value', `has a value that ${fault}`, 'Send a smaller element, by its FHIR names.', 'value');
  return value;
}

function faultOf(value: JsonValue, levels: number): string | undefined {
  if (!Array.isArray(value) && !isJsonObject(value)) return undefined;
  if (levels <= 0) return 'is nested too deeply';
  for (const [key, member] of Object.entries(value)) {
    const fault = isForbiddenKey(key) ? `has a member ${key}` : faultOf(member, levels - 1);
    if (fault) return fault;
  }
  return undefined;
}

function intoItself(index: number, from: JsonPointer, path: JsonPointer): IssueDetail {
  return {
    code: 'value',
    text: `${nameOf(index, 'move')}: \`${quote(formatPointer(from))}\` cannot be moved into itself, to \`${quote(formatPointer(path))}\`.`,
    hint: 'Use copy to keep it where it is too, or move it to a place outside of it.',
    ...placeOf(index, 'path'),
  };
}
