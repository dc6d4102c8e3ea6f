import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { isPrimitive, isResourceType, OPEN_TYPES } from '../../model/definitions';
import type { Documentation } from '../../search';

/** A parameter of an operation, in the words of R4's OperationDefinition. @see https://hl7.org/fhir/R4/operationdefinition.html */
export interface OperationParameterFacts {
  /**
   * A data type of FHIR, a resource type, `Resource` for any, or `Any` for whatever a parameter can hold: the property is
   * then the parameter itself, `{ name, valueString }`. Absent: `parts` has classes.
   */
  readonly type?: string;
  /** A class of further parameters: the property holds an object of it. */
  readonly parts?: Type<object>;
  /** Default: 0. */
  readonly min?: number;
  /** Default: `1`. Of more than one the property is a list. */
  readonly max?: string;
  readonly documentation?: string | Documentation;
  /** The only values it may have. */
  readonly values?: readonly string[];
  /** What documents show: a value of the type; null: they leave it out. Absent: a value that any such parameter may have. */
  readonly example?: unknown;
  /** false: a resource is handed over whatever R4 says of it. */
  readonly checked?: false;
  /** Where a name is not one of TypeScript; default: the property. */
  readonly name?: string;
}

export interface DeclaredParameter extends OperationParameterFacts {
  readonly name: string;
  readonly property: string;
  readonly min: number;
  readonly max: string;
}

const PARAMETERS = Symbol('fhir:operation-parameters');

/** Marks a property of a class of input or output as a parameter. Decorators of class-validator may stand beside it. */
export function OperationParameter(facts: OperationParameterFacts): PropertyDecorator {
  return (prototype, key) => {
    const property = String(key);
    const declared: DeclaredParameter = { min: 0, max: '1', name: property, ...facts, property };
    const known = (Reflect.getMetadata(PARAMETERS, prototype) as DeclaredParameter[] | undefined) ?? [];
    Reflect.defineMetadata(PARAMETERS, [...known, declared], prototype);
  };
}

/**
 * The parameters of a class, inherited ones first.
 * @throws Error at boot for a type that R4 has not
 */
export function parametersOfClass(declaring: Type<object>): readonly DeclaredParameter[] {
  const prototype = declaring.prototype as object;
  const parameters = (Reflect.getMetadata(PARAMETERS, prototype) as DeclaredParameter[] | undefined) ?? [];
  for (const { property, type, parts } of parameters) {
    if (parts) parametersOfClass(parts);
    if (parts ? type === undefined : type !== undefined && isKnownType(type)) continue;
    const reason = type === undefined ? 'a parameter has a type, or parts' : `${type} is not a type of FHIR R4`;
    throw new Error(`${declaring.name}.${property}: ${reason}`);
  }
  return parameters;
}

/** Whether its value is a resource. */
export function isResourceParameter({ type }: Pick<DeclaredParameter, 'type'>): boolean {
  return type === 'Resource' || (type !== undefined && isResourceType(type));
}

/** Whether it can stand in a URL. */
export function isPrimitiveParameter({ type }: Pick<DeclaredParameter, 'type'>): boolean {
  return type !== undefined && isPrimitive(type);
}

export function repeats({ max }: Pick<DeclaredParameter, 'max'>): boolean {
  return max !== '1';
}

function isKnownType(type: string): boolean {
  return type === 'Any' || type === 'Resource' || OPEN_TYPES.includes(type) || isResourceType(type);
}
