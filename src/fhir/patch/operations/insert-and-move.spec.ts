import type { JsonObject } from '../../json/json-value';
import {
  type Part,
  path,
  operation,
  value,
  text,
  type Case,
  ofPatient,
  ofOrganization,
  four,
  order,
  contact,
  does,
} from '../../../../test/support/patch-cases';

const number = (part: string, value: number): Part => ({ name: part, valueInteger: value });

const insert = (at: string, index: number, what: Part): JsonObject =>
  operation('insert', path(at), what, number('index', index));

const move = (at: string, source: number, destination: number): JsonObject =>
  operation('move', path(at), number('source', source), number('destination', destination));

describe('the operation insert', () => {
  it.each<Case>([
    ofPatient(
      'insert: first',
      four,
      [insert('Patient.identifier', 0, value({ valueIdentifier: { value: '0' } }))],
      order('0', '1', '2', '3', '4'),
    ),
    ofPatient(
      'insert: in the middle',
      four,
      [insert('Patient.identifier', 2, value({ valueIdentifier: { value: 'x' } }))],
      order('1', '2', 'x', '3', '4'),
    ),
    ofPatient(
      'insert: last',
      four,
      [insert('Patient.identifier', 4, value({ valueIdentifier: { value: '5' } }))],
      order('1', '2', '3', '4', '5'),
    ),
    ofPatient(
      'insert: into an absent list',
      {},
      [insert('Patient.identifier', 0, value({ valueIdentifier: { value: '1' } }))],
      order('1'),
    ),
    ofPatient(
      'insert: an anonymous type by parts',
      { contact: [{ gender: 'male' }] },
      [insert('contact', 0, contact({ name: 'gender', valueCode: 'female' }))],
      { contact: [{ gender: 'female' }, { gender: 'male' }] },
    ),
    ofOrganization(
      'insert: ids of primitives move with their values',
      { alias: ['a', 'b'], _alias: [null, { id: 'b' }] },
      [insert('Organization.alias', 1, text('x'))],
      { alias: ['a', 'x', 'b'], _alias: [null, null, { id: 'b' }] },
    ),
  ])('$rule', does);
});

describe('the operation move', () => {
  it.each<Case>([
    ofPatient('move: 3 -> 1', four, [move('Patient.identifier', 3, 1)], order('1', '4', '2', '3')),
    ofPatient('move: 3 -> 0', four, [move('Patient.identifier', 3, 0)], order('4', '1', '2', '3')),
    ofPatient('move: 1 -> 2', four, [move('Patient.identifier', 1, 2)], order('1', '3', '2', '4')),
    ofPatient(
      'move: 0 -> 3, removed first and then put at the destination',
      four,
      [move('Patient.identifier', 0, 3)],
      order('2', '3', '4', '1'),
    ),
    ofPatient(
      'move: several, each on the result of the one before',
      four,
      [move('Patient.identifier', 3, 0), move('Patient.identifier', 3, 1), move('Patient.identifier', 3, 2)],
      order('4', '3', '2', '1'),
    ),
    ofOrganization(
      'move: ids of primitives move with their values',
      { alias: ['a', 'b', 'c'], _alias: [{ id: 'a' }, null, null] },
      [move('Organization.alias', 0, 2)],
      { alias: ['b', 'c', 'a'], _alias: [null, null, { id: 'a' }] },
    ),
  ])('$rule', does);
});
