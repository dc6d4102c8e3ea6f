import { FhirError } from '../../errors/fhir-error';
import type { JsonObject } from '../../json/json-value';
import { DEFAULT_LIMITS } from '../patch-options';
import { encodePatchValue } from '../values/encode';
import { isPrimitive, OPEN_TYPES } from '../../model/definitions';
import { valueKey } from '../values/patch-value';
import type { Entry } from '../members';

/** One operation of the outcome, with what it costs to send. */
export interface Step {
  readonly operation: JsonObject;
  /** Characters of JSON; a move counts half, so that an order is rather mended than written anew. */
  readonly cost: number;
}

/** A change that FHIRPath Patch cannot say: an element further out has to be replaced. */
export class Inexpressible extends Error {
  constructor(readonly place: string) {
    super(`${place} holds what a patch cannot express.`);
  }
}

/** Operations of one difference. A server takes a tenth of them in one patch; more is nothing anybody would read. */
export const MOST_STEPS = 1_000;

/** More operations than a difference may have: an element further out has to be replaced, or it is refused. */
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

/** Brackets that a path is read with, at most; each index is one. */
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
    // Not as its type has it; an element further out, which travels as plain JSON, may still hold it.
    throw new Inexpressible(place);
  }
}
