import { FhirError } from '../../errors/fhir-error';
import type { JsonObject } from '../../json/json-value';
import { DEFAULT_LIMITS } from '../patch-options';
import { encodePatchValue } from '../values/encode';
import { isPrimitive, OPEN_TYPES } from '../../model/definitions';
import { valueKey } from '../values/patch-value';
import type { Entry } from '../members';

/** An operation of the patch, and the cost of sending it. */
export interface Step {
  readonly operation: JsonObject;
  /** Length of the JSON in characters. A move costs half, so that reordering is preferred to rewriting. */
  readonly cost: number;
}

/** A change that FHIRPath Patch cannot express; an enclosing element has to be replaced. */
export class Inexpressible extends Error {
  constructor(readonly place: string) {
    super(`${place} holds what a patch cannot express.`);
  }
}

/** Maximum number of operations of a diff: ten times what a patch may have by default. */
export const MOST_STEPS = 1_000;

/** The change needs too many operations. An enclosing element has to be replaced, or the diff fails. */
export class TooManySteps extends Inexpressible {}

export function added(parent: string, name: string, type: string, entry: Entry): Step {
  return step('add', parent, { name: 'name', valueString: name }, valuePart(parent, type, entry));
}

export function inserted(list: string, index: number, type: string, entry: Entry): Step {
  return step('insert', list, valuePart(list, type, entry), { name: 'index', valueInteger: index });
}

export function replaced(path: string, type: string, entry: Entry): Step {
  return step('replace', path, valuePart(path, type, entry));
}

export function deleted(path: string): Step {
  return step('delete', path);
}

export function moved(list: string, source: number, destination: number): Step {
  const ends = [
    { name: 'source', valueInteger: source },
    { name: 'destination', valueInteger: destination },
  ];
  const { operation, cost } = step('move', list, ...ends);
  return { operation, cost: cost / 2 };
}

/** Maximum number of brackets in a path that the parser accepts; each index is one. */
const MOST_INDEXES = 60;

function step(type: string, path: string, ...rest: JsonObject[]): Step {
  if (path.length > DEFAULT_LIMITS.pathLength || path.split('[').length > MOST_INDEXES) throw new Inexpressible(path);
  const operation = {
    name: 'operation',
    part: [{ name: 'type', valueCode: type }, { name: 'path', valueString: path }, ...rest],
  };
  return { operation, cost: JSON.stringify(operation).length };
}

const OPEN = new Set(OPEN_TYPES);

function valuePart(place: string, type: string, { value, sibling }: Entry): JsonObject {
  if (value === undefined && sibling === undefined) throw new Inexpressible(place);
  if (isPrimitive(type)) {
    const key = valueKey(OPEN.has(type) ? type : 'string');
    return { name: 'value', ...(value !== undefined && { [key]: value }), ...(sibling && { [`_${key}`]: sibling }) };
  }
  try {
    return encodePatchValue(type, value ?? null);
  } catch (reason) {
    if (!(reason instanceof FhirError)) throw reason;
    // The value does not conform to its type. An enclosing element that is sent as plain JSON may still hold it.
    throw new Inexpressible(place);
  }
}
