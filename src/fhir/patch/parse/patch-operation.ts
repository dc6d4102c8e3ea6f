import type { PatchPath } from '../path/patch-path';
import type { PatchValue } from '../values/patch-value';

interface Common {
  readonly path: PatchPath;
  /** Where a part of the operation stands in the request; the operation itself for a part that is not there. */
  at(part: PartName): string;
}

export interface AddOperation extends Common {
  readonly type: 'add';
  readonly name: string;
  readonly value: PatchValue;
}

export interface InsertOperation extends Common {
  readonly type: 'insert';
  readonly index: number;
  readonly value: PatchValue;
}

export interface DeleteOperation extends Common {
  readonly type: 'delete';
}

export interface ReplaceOperation extends Common {
  readonly type: 'replace';
  readonly value: PatchValue;
}

export interface MoveOperation extends Common {
  readonly type: 'move';
  readonly source: number;
  readonly destination: number;
}

/** One change, read and found well formed; whether it fits the resource shows when it is applied. */
export type PatchOperation = AddOperation | InsertOperation | DeleteOperation | ReplaceOperation | MoveOperation;
export type OperationType = PatchOperation['type'];

export const PART_NAMES = ['type', 'path', 'name', 'value', 'index', 'source', 'destination'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** The parts each operation takes, besides `type`; all of them required (R4 fhirpatch.html, the table of parts). */
export const PARTS_OF: Readonly<Record<OperationType, readonly PartName[]>> = {
  add: ['path', 'name', 'value'],
  insert: ['path', 'value', 'index'],
  delete: ['path'],
  replace: ['path', 'value'],
  move: ['path', 'source', 'destination'],
};
