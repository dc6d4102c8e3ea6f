import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { say } from '../../messages';
import { elementOf, type ElementDefinition } from '../../model/definitions';
import type { JsonObject } from '../../json/json-value';
import { elementCount } from '../counts';
import { isValueOnly, readEntries, type Entry } from '../members';
import type { PatchOperation } from '../parse/patch-operation';
import { inapplicable, quote } from '../patch-fault';
import type { Budget } from '../path/evaluator';
import { explainNoMatch } from '../path/explain';
import { definitionOf, memberNamed, membersOf, pathOf, typeOf, type Location } from '../path/location';
import type { PatchPath } from '../path/patch-path';
import { unknownElement } from '../unknown-element';

/** The resource as left by the preceding operations, and the remaining evaluation budget. */
export interface Workpiece {
  readonly resource: Readonly<JsonObject>;
  readonly budget: Budget;
}

/** A repeating element of one parent and its current entries; empty when it is absent. */
export interface Collection {
  readonly parent: Location;
  readonly element: ElementDefinition;
  readonly entries: Entry[];
}

/**
 * The single element that a path selects; undefined when there is none.
 * @throws FhirError `unprocessable`, with the count, when there are several
 */
export function findOne(path: PatchPath, { resource, budget }: Workpiece, expression: string): Location | undefined {
  const found = path.locate(resource, budget);
  if (found.length > 1) throw several(path, found, expression);
  return found[0];
}

/** Like `findOne`, but throws when there is no element. */
export function theOne(operation: PatchOperation, path: PatchPath, piece: Workpiece): Location {
  const found = findOne(path, piece, operation.at('path'));
  if (found) return found;
  throw new NothingMatches({
    code: 'not-found',
    ...explainNoMatch(path, piece.resource, piece.budget),
    expression: operation.at('path'),
  });
}

/** The path of an operation selects nothing. */
export class NothingMatches extends FhirError {
  constructor(issue: IssueDetail) {
    super('unprocessable', issue.text, [issue]);
  }
}

function several(path: PatchPath, found: readonly Location[], expression: string): Error {
  const places = found.slice(0, MOST_PLACES).map(pathOf);
  const more = found.length > places.length ? ', …' : '';
  return inapplicable({
    code: 'multiple-matches',
    text: say`The path \`${quote(path.text)}\` matches ${elementCount(found.length)}; it must match exactly one.`,
    hint: say`Name one of ${places.join(', ')}${more}, or choose it with where().`,
    expression,
  });
}

const MOST_PLACES = 3;

/**
 * The list that insert and move operate on. The path ends with the name of the list, which may be absent, and selects a
 * single parent.
 */
export function theCollection(operation: PatchOperation, piece: Workpiece): Collection {
  const { path } = operation;
  const expression = operation.at('path');
  const name = path.lastName;
  if (name === undefined || path.isRoot(typeOf(piece.resource))) {
    throw inapplicable({
      text: say`${operation.type} works on a whole list, but \`${quote(path.text)}\` does not name one.`,
      hint: say`End the path with the name of the list: \`Organization.telecom\`.`,
      expression,
    });
  }
  const parent = theOne(operation, path.before(path.steps.length - 1), piece);
  const element = elementNamed(parent, name, expression).element;
  if (!element.repeats) {
    throw inapplicable({
      text: say`${operation.type} works on lists, but ${pathOf(parent)}.${element.name} does not repeat.`,
      hint:
        operation.type === 'insert' ? say`Use add if it is absent, replace if it is present.` : say`It has no order.`,
      expression,
    });
  }
  return { parent, element, entries: readEntries(membersOf(parent), element.name) };
}

/**
 * The element that a name stands for below a location.
 * @throws FhirError `unprocessable` when the type has no such element; suggests the nearest one
 */
export function elementNamed(
  parent: Location,
  name: string,
  expression: string,
): { element: ElementDefinition; type?: string } {
  if (parent.element && isValueOnly(parent.element)) throw insideValueOnly(parent, expression);
  const type = definitionOf(parent)?.name ?? parent.type;
  const found = elementOf(type, name);
  if (found) return found;
  throw unknownElement(type, name, expression);
}

function insideValueOnly(parent: Location, expression: string): Error {
  return inapplicable({
    code: 'structure',
    text: say`${pathOf(parent)} cannot have an id or extensions of its own.`,
    hint: say`Add them to the element that it belongs to.`,
    expression,
  });
}

/** The JSON key under which an element, or any type of a choice, is present. */
export function occupiedKey(parent: Location, element: ElementDefinition): string | undefined {
  const key = memberNamed(parent, element.name)?.key;
  const members = membersOf(parent);
  return key !== undefined && (members[key] !== undefined || members[`_${key}`] !== undefined) ? key : undefined;
}
