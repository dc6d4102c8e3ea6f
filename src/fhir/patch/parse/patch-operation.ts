import type { PatchPath } from '../path/patch-path';
import type { PatchValue } from '../values/patch-value';

interface Common {
  readonly path: PatchPath;
  /** FHIRPath of a part in the request; of the operation itself when the part is absent. */
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

/** A parsed, well-formed operation. Whether it fits the resource is only known when it is applied. */
export type PatchOperation = AddOperation | InsertOperation | DeleteOperation | ReplaceOperation | MoveOperation;
export type OperationType = PatchOperation['type'];

export const PART_NAMES = ['type', 'path', 'name', 'value', 'index', 'source', 'destination'] as const;
export type PartName = (typeof PART_NAMES)[number];

/**
 * The parts of each operation besides `type`; all are required.
 * @see https://hl7.org/fhir/R4/fhirpatch.html
 */
export const PARTS_OF: Readonly<Record<OperationType, readonly PartName[]>> = {
  add: ['path', 'name', 'value'],
  insert: ['path', 'value', 'index'],
  delete: ['path'],
  replace: ['path', 'value'],
  move: ['path', 'source', 'destination'],
};
