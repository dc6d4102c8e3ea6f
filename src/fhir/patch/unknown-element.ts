import { say } from '../messages';
import { typeDefinition } from '../model/definitions';
import { nearest } from '../model/nearest';
import { inapplicable, orNearest, quote } from './patch-fault';

/** FHIRPath names of the elements of a type. */
export function namesOf(type: string): string[] {
  return typeDefinition(type)?.elements.map(({ name }) => name) ?? [];
}

/** A type has no element of a name (422); names the nearest one. */
export function unknownElement(type: string, name: string, expression: string): Error {
  const names = namesOf(type);
  return inapplicable({
    code: 'not-found',
    text: say`${type} has no element \`${quote(name)}\`.`,
    hint: orNearest(nearest(name, names), say`Its elements are ${names.join(', ')}.`),
    expression,
  });
}
