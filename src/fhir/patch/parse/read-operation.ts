import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { isJsonObject, type JsonObject } from '../../json/json-value';
import { say } from '../../messages';
import { nearest } from '../../model/nearest';
import { rightName } from '../operation-name';
import { orNearest, quote, refusal, unreadable } from '../patch-fault';
import type { PatchLimits } from '../patch-options';
import { compilePath, type PatchPath } from '../path/patch-path';
import { isStringLike } from '../values/primitive-syntax';
import { valueKey, type PatchValue } from '../values/patch-value';
import { PART_NAMES, PARTS_OF, type OperationType, type PartName, type PatchOperation } from './patch-operation';
import { readValue } from './read-value';

export interface OperationContext {
  readonly limits: PatchLimits;
  readonly strict: boolean;
  note(issue: IssueDetail): void;
}

/**
 * Parses one `operation` parameter.
 *
 * @param expression FHIRPath of the parameter: `Parameters.parameter[0]`
 * @param ownParts the client wrote these parts itself, so their positions mean something to it
 * @throws FhirError `invalid-request` (`unprocessable` for a path that computes a value), with every fault of the
 *   operation
 */
export function readOperation(
  parameter: Readonly<JsonObject>,
  expression: string,
  ownParts: boolean,
  context: OperationContext,
): PatchOperation {
  const faults: FhirError[] = [];
  const parts = readPartsByName(parameter, expression, ownParts, faults);
  const type = attempt(faults, () => readType(parts.get('type'), expression));
  if (!type) throw together(faults);

  const wanted = PARTS_OF[type];
  for (const name of wanted) {
    if (parts.has(name)) continue;
    const hint = say`${type} takes ${['type', ...wanted].join(', ')}.`;
    faults.push(unreadable({ code: 'required', text: say`${type} needs the part \`${name}\`.`, hint, expression }));
  }
  for (const [name, part] of parts) {
    if (name === 'type' || wanted.includes(name)) continue;
    const issue = { text: say`${type} does not use the part \`${name}\`.`, expression: part.expression };
    if (context.strict) faults.push(unreadable({ ...issue, code: 'structure', hint: say`Leave the part out.` }));
    else context.note({ ...issue, severity: 'information', code: 'informational', hint: say`It was ignored.` });
  }

  const read = <T>(name: PartName, reader: (part: Part) => T): T | undefined => {
    const part = wanted.includes(name) ? parts.get(name) : undefined;
    return part && attempt(faults, () => reader(part));
  };
  const path = read('path', (part) => compilePath(textOf(part), context.limits, part.expression));
  const name = read('name', textOf);
  const index = read('index', wholeNumberOf);
  const source = read('source', wholeNumberOf);
  const destination = read('destination', wholeNumberOf);
  const value = read('value', (part) =>
    readValue(part.content, part.expression, { nesting: context.limits.nesting, note: context.note }),
  );
  if (faults.length > 0) throw together(faults);
  const at = (part: PartName): string => parts.get(part)?.expression ?? expression;
  return assemble(type, { path: path!, name, index, source, destination, value, at });
}

interface Readings {
  readonly path: PatchPath;
  readonly name?: string;
  readonly index?: number;
  readonly source?: number;
  readonly destination?: number;
  readonly value?: PatchValue;
  at(part: PartName): string;
}

/** By now, every part that `PARTS_OF` requires of the type has been read. */
function assemble(type: OperationType, { path, at, ...read }: Readings): PatchOperation {
  switch (type) {
    case 'add':
      return { type, path, at, name: read.name!, value: read.value! };
    case 'insert':
      return { type, path, at, index: read.index!, value: read.value! };
    case 'delete':
      return { type, path, at };
    case 'replace':
      return { type, path, at, value: read.value! };
    case 'move':
      return { type, path, at, source: read.source!, destination: read.destination! };
  }
}

interface Part {
  readonly name: PartName;
  readonly content: JsonObject;
  readonly expression: string;
}

function readPartsByName(
  { part: list }: Readonly<JsonObject>,
  expression: string,
  ownParts: boolean,
  faults: FhirError[],
): Map<PartName, Part> {
  const parts = new Map<PartName, Part>();
  if (!Array.isArray(list) || list.length === 0) {
    const text = say`An operation has no parts.`;
    faults.push(unreadable({ code: 'required', text, hint: PARTS_HINT, expression }));
    return parts;
  }
  if (list.length > MOST_PARTS) {
    const text = say`The operation has ${list.length} parts; at most ${MOST_PARTS} are allowed.`;
    faults.push(unreadable({ code: 'too-long', text, hint: PARTS_HINT, expression }));
    return parts;
  }
  list.forEach((content, index) => {
    const at = ownParts ? `${expression}.part[${index}]` : expression;
    const name = isJsonObject(content) ? content.name : undefined;
    if (!isJsonObject(content) || typeof name !== 'string') {
      const hint = say`Use one of the names ${PART_NAMES.join(', ')}.`;
      faults.push(
        unreadable({ code: 'required', text: say`A part of an operation has no name.`, hint, expression: at }),
      );
    } else if (!isPartName(name)) {
      const hint = orNearest(nearest(name, PART_NAMES), say`The parts are ${PART_NAMES.join(', ')}.`);
      const text = say`An operation has no part \`${quote(name)}\`.`;
      faults.push(unreadable({ code: 'not-found', text, hint, expression: at }));
    } else if (parts.has(name)) {
      const hint = name === 'value' ? say`Send one operation for each value.` : say`Send it once.`;
      faults.push(
        unreadable({ code: 'duplicate', text: say`The part \`${name}\` is given twice.`, hint, expression: at }),
      );
    } else {
      parts.set(name, { name, content, expression: at });
    }
  });
  return parts;
}

const PARTS_HINT = say`An operation consists of parts: type, path, and those that its type needs.`;

/** Each faulty part is reported, so their number is limited, far above what an operation needs. */
const MOST_PARTS = 32;

function isPartName(name: string): name is PartName {
  return (PART_NAMES as readonly string[]).includes(name);
}

function readType(part: Part | undefined, expression: string): OperationType {
  const types = Object.keys(PARTS_OF).join(', ');
  if (!part) {
    throw unreadable({
      code: 'required',
      text: say`An operation has no type.`,
      hint: say`It is one of ${types}.`,
      expression,
    });
  }
  const type = textOf(part);
  if (Object.hasOwn(PARTS_OF, type)) return type as OperationType;
  throw unreadable({
    code: 'not-supported',
    text: say`There is no operation of type ${quote(JSON.stringify(type))}.`,
    hint: rightName(type, Object.keys(PARTS_OF), OTHER_NAMES, say`The types are ${types}.`),
    expression: part.expression,
  });
}

/** Names of these operations in JSON Patch, XML Patch and SQL. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['remove', 'delete'],
  ['append', 'add'],
  ['update', 'replace'],
]);

/** The `value[x]` of a part that must be a primitive. */
function primitiveOf({ content, expression }: Part): Extract<PatchValue, { form: 'typed' }> | undefined {
  const value = readValue(content, expression, { nesting: 1, note: () => undefined });
  return value.form === 'typed' ? value : undefined;
}

/**
 * Accepts any string-like type for type, path and name, because even the R5 test suite sends valueString for a code.
 */
function textOf(part: Part): string {
  const given = primitiveOf(part);
  if (given && isStringLike(given.type) && typeof given.value === 'string') return given.value;
  throw unreadable({
    code: 'value',
    text: say`The part \`${part.name}\` is not a string.`,
    hint: say`Send it as ${part.name === 'type' ? 'valueCode' : 'valueString'}.`,
    expression: part.expression,
  });
}

const WHOLE_TYPES = ['integer', 'unsignedInt', 'positiveInt'];

function wholeNumberOf(part: Part): number {
  const given = primitiveOf(part);
  if (given && WHOLE_TYPES.includes(given.type) && typeof given.value === 'number') return given.value;
  throw unreadable({
    code: 'value',
    text: say`The part \`${part.name}\` is not a whole number.`,
    hint: say`Send it as ${valueKey('integer')}; positions count from 0.`,
    expression: part.expression,
  });
}

function attempt<T>(faults: FhirError[], read: () => T): T | undefined {
  try {
    return read();
  } catch (fault) {
    if (!(fault instanceof FhirError)) throw fault;
    faults.push(fault);
    return undefined;
  }
}

/** Combines the faults into one error. `invalid-request` takes precedence over other kinds. */
function together(faults: readonly FhirError[]): FhirError {
  const kind = faults.some((fault) => fault.kind === 'invalid-request') ? 'invalid-request' : faults[0]!.kind;
  const issues = faults.flatMap((fault) => fault.issues);
  return refusal(kind, issues);
}
