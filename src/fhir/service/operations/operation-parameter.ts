import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { isPrimitive, isResourceType, OPEN_TYPES } from '../../model/definitions';
import type { Documentation } from '../../search';

/**
 * A parameter of an operation, in terms of R4's OperationDefinition.
 * @see https://hl7.org/fhir/R4/operationdefinition.html
 */
export interface OperationParameterFacts {
  /**
   * A FHIR data type, a resource type, `Resource` for any resource, or `Any` for any value: the property then holds the
   * parameter itself, `{ name, valueString }`. Absent for a parameter with `parts`.
   */
  readonly type?: string;
  /** A class of nested parameters; the property holds an object of it. */
  readonly parts?: Type<object>;
  /** Default: 0. */
  readonly min?: number;
  /** Default: `1`. With any other value, the property is a list. */
  readonly max?: string;
  readonly documentation?: string | Documentation;
  /** The only values allowed. */
  readonly values?: readonly string[];
  /** Example value for documents; null to leave it out. Default: a value that is valid for the type. */
  readonly example?: unknown;
  /** False: the resource is passed on without validation. */
  readonly checked?: false;
  /** Name of the parameter, if it is not a TypeScript name. Default: that of the property. */
  readonly name?: string;
}

export interface DeclaredParameter extends OperationParameterFacts {
  readonly name: string;
  readonly property: string;
  readonly min: number;
  readonly max: string;
}

const PARAMETERS = Symbol('fhir:operation-parameters');

/** Marks a property of an input or output class as a parameter. It may be combined with class-validator decorators. */
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
 * @throws Error at startup for a type that R4 does not have
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

/** Whether it can be sent in a URL. */
export function isPrimitiveParameter({ type }: Pick<DeclaredParameter, 'type'>): boolean {
  return type !== undefined && isPrimitive(type);
}

export function repeats({ max }: Pick<DeclaredParameter, 'max'>): boolean {
  return max !== '1';
}

function isKnownType(type: string): boolean {
  return type === 'Any' || type === 'Resource' || OPEN_TYPES.includes(type) || isResourceType(type);
}
