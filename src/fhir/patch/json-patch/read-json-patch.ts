import type { IssueDetail } from '../../errors/fhir-error';
import { isForbiddenKey } from '../../json/forbidden-keys';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { say, type Message, type Text } from '../../messages';
import { MOST_ENTRIES, MOST_MEMBERS } from '../members';
import { inOperation, operationDoes, rightName } from '../operation-name';
import { quote, refusal, tooManyOperations, unreadable } from '../patch-fault';
import { placeOf } from './json-fault';
import type { JsonPatchLimits } from './json-patch-options';
import { MEMBERS_OF, type JsonPatchMember, type JsonPatchOperation } from './json-patch-operation';
import { formatPointer, isInside, parsePointer, type JsonPointer } from './json-pointer';

/**
 * Parses a JSON Patch document.
 *
 * @throws FhirError `invalid-request` when it is not a list of operations or some cannot be parsed, with every fault of
 *   each; `too-large` when there are too many operations
 * @see https://www.rfc-editor.org/rfc/rfc6902#section-3
 */
export function readJsonPatch(patch: JsonValue, limits: JsonPatchLimits): readonly JsonPatchOperation[] {
  if (!Array.isArray(patch)) throw noList(patch);
  if (patch.length > limits.operations) throw tooManyOperations(patch.length, limits.operations, '$this');
  const faults: IssueDetail[] = [];
  const operations = patch.map((operation, index) => readOperation(operation, index, limits, faults));
  if (faults.length > 0) throw refusal('invalid-request', faults);
  return operations.filter((operation) => operation !== undefined);
}

function noList(patch: JsonValue): Error {
  const example = say`Send [ { "op": "replace", "path": "/name", "value": … } ].`;
  const fault = (text: Message, hint = example): Error =>
    unreadable({ code: 'structure', text, hint, expression: '$this', path: [] });
  if (!isJsonObject(patch)) return fault(say`A JSON Patch is a list of operations.`);
  if (patch.resourceType !== 'Parameters') return fault(say`A JSON Patch is a list of operations, not one object.`);
  const asFhir = say`A FHIRPath Patch is sent as application/fhir+json.`;
  return fault(say`A JSON Patch is a list of operations, not Parameters.`, asFhir);
}

function readOperation(
  sent: JsonValue,
  index: number,
  limits: JsonPatchLimits,
  faults: IssueDetail[],
): JsonPatchOperation | undefined {
  if (!isJsonObject(sent)) {
    const text = operationDoes(index, undefined, say`is not a JSON object`);
    faults.push({
      code: 'structure',
      text,
      hint: say`Send an object with the members op and path.`,
      ...placeOf(index),
    });
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
  const known = say`It is one of ${names.join(', ')}.`;
  faults.push({
    code: op === undefined ? 'required' : 'not-supported',
    text:
      op === undefined
        ? operationDoes(index, undefined, hasNo('op'))
        : inOperation(index, undefined, say`${quote(JSON.stringify(op))} is not a known \`op\`.`),
    hint: typeof op === 'string' ? rightName(op, names, OTHER_NAMES, known) : known,
    ...placeOf(index, op === undefined ? undefined : 'op'),
  });
  return undefined;
}

/** Names of these operations in FHIRPath Patch and SQL. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['delete', 'remove'],
  ['insert', 'add'],
  ['append', 'add'],
  ['update', 'replace'],
]);

function readPointer(
  sent: JsonObject,
  member: 'path' | 'from',
  index: number,
  op: string | undefined,
  limits: JsonPatchLimits,
  faults: IssueDetail[],
): JsonPointer | undefined {
  const report = (code: IssueDetail['code'], what: Message, hint: Text): undefined => {
    faults.push({ code, text: inOperation(index, op, what), hint, ...placeOf(index, member) });
  };
  const text = sent[member];
  if (typeof text !== 'string') {
    const what = text === undefined ? hasNo(member) : say`has a member \`${member}\` that is not a string`;
    const hint = say`Send a JSON Pointer such as \`/telecom/0/value\`.`;
    const place = placeOf(index, text === undefined ? undefined : member);
    faults.push({ code: 'required', text: operationDoes(index, op, what), hint, ...place });
    return undefined;
  }
  if (text.length > limits.pointerLength) {
    const what = say`\`${member}\` has ${text.length} characters.`;
    return report('too-long', what, say`At most ${limits.pointerLength} are read.`);
  }
  const pointer = parsePointer(text);
  if ('hint' in pointer) {
    return report('value', say`\`${quote(text)}\` is not a JSON Pointer: ${pointer.text}.`, pointer.hint);
  }
  if (pointer.length > limits.nesting) {
    const what = say`\`${member}\` is ${pointer.length} levels deep.`;
    return report('too-long', what, say`At most ${limits.nesting}.`);
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
  const report = (code: IssueDetail['code'], what: Message, hint: Text, member?: JsonPatchMember): undefined => {
    faults.push({ code, text: operationDoes(index, op, what), hint, ...placeOf(index, member) });
  };
  const { value } = sent;
  if (value === undefined) return report('required', hasNo('value'), say`${op} takes op, path and value.`);
  const fault = faultOf(value, nesting);
  if (fault)
    return report(
      'value',
      say`has a value that ${fault}`,
      say`Send a smaller element, with the names that FHIR defines.`,
      'value',
    );
  return value;
}

function faultOf(value: JsonValue, levels: number): Message | undefined {
  if (!Array.isArray(value) && !isJsonObject(value)) return undefined;
  if (levels <= 0) return say`is nested too deeply`;
  const members = Object.entries(value);
  if (Array.isArray(value)) {
    if (members.length > MOST_ENTRIES) return say`has more than ${MOST_ENTRIES} entries`;
  } else if (members.length > MOST_MEMBERS) return say`has more than ${MOST_MEMBERS} members`;
  for (const [key, member] of members) {
    const fault = isForbiddenKey(key) ? say`has a member ${key}` : faultOf(member, levels - 1);
    if (fault) return fault;
  }
  return undefined;
}

function hasNo(member: JsonPatchMember): Message {
  return say`has no member \`${member}\``;
}

function intoItself(index: number, from: JsonPointer, path: JsonPointer): IssueDetail {
  const [source, target] = [from, path].map((pointer) => quote(formatPointer(pointer)));
  const what = say`\`${source!}\` cannot be moved into itself, to \`${target!}\`.`;
  return {
    code: 'value',
    text: inOperation(index, 'move', what),
    hint: say`Use copy to keep it in place as well, or move it to a place outside itself.`,
    ...placeOf(index, 'path'),
  };
}
