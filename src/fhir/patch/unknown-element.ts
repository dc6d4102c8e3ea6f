import { say } from '../messages';
import { typeDefinition } from '../model/definitions';
import { nearest } from '../model/nearest';
import { inapplicable, orNearest, quote } from './patch-fault';

/** FHIRPath names of the elements of a type. */
export function namesOf(type: string): string[] {
  return typeDefinition(type)?.elements.map(({ name }) => name) ?? [];
}

/** The error for a name that is not an element of a type (422); suggests the nearest one. */
export function unknownElement(type: string, name: string, expression: string): Error {
  const names = namesOf(type);
  return inapplicable({
    code: 'not-found',
    text: say`${type} has no element \`${quote(name)}\`.`,
    hint: orNearest(nearest(name, names), say`Its elements are ${names.join(', ')}.`),
    expression,
  });
}
