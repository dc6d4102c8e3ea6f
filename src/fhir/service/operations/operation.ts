import type { Type } from '@nestjs/common';
import { isResourceType } from '../../model/definitions';
import type { OperationFacts, OperationHandler, OperationLevel, OperationMethod } from './fhir-operation';
import { type DeclaredParameter, isPrimitiveParameter, parametersOfClass } from './operation-parameter';

/** An operation of this server, prepared for all its users. */
export interface Operation {
  /** Undefined for all types. */
  readonly type: string | undefined;
  /** With the dollar sign: `$close`. */
  readonly name: string;
  /** Without the dollar sign, as in definitions: `close`. */
  readonly code: string;
  /** Id of its OperationDefinition. */
  readonly id: string;
  readonly levels: readonly OperationLevel[];
  readonly affectsState: boolean;
  /** The handler receives the instance. */
  readonly reads: boolean;
  readonly facts: OperationFacts;
  readonly input: readonly DeclaredParameter[];
  readonly inputClass: Type<object> | undefined;
  /** The parameters of the answer. */
  readonly output: readonly DeclaredParameter[];
  /** The answer is a bare resource, not Parameters. */
  readonly returnsResource: boolean;
  readonly call: OperationHandler;
}

/**
 * @param place the method, such as `Beds.close`, for errors.
 * @throws Error at startup with one sentence, for an invalid declaration
 */
export function operationOf(facts: OperationFacts, call: OperationHandler, place: string): Operation {
  const { name, level, affectsState = false, input } = facts;
  if (!/^\$[A-Za-z][A-Za-z0-9-]*$/.test(name))
    throw new Error(`${place}: ${name} is not the name of an operation, such as $close`);
  if (level.length === 0 || new Set(level).size < level.length)
    throw new Error(`${place}: ${name} needs levels, each of them once`);
  const type = facts.type === 'system' ? undefined : facts.type;
  if (type !== undefined && level.includes('system'))
    throw new Error(`${place}: ${name} is for ${type}, and at the level system there is no type; name 'system' for it`);
  const code = name.slice(1);
  const owner = type ?? (level.every((each) => each === 'system') ? undefined : 'Resource');
  const output = outputOf(facts, type);
  return {
    type,
    name,
    code,
    id: owner === undefined ? code : `${owner}-${code}`,
    levels: level,
    affectsState,
    reads: facts.reads !== false,
    facts,
    input: input ? parametersOfClass(input) : [],
    inputClass: input,
    output: output ?? [],
    returnsResource: output?.length === 1 && output[0]!.property === RETURN,
    call,
  };
}

/** Methods accepted at a level. @see https://hl7.org/fhir/R4/operations.html#executing */
export function methodsAt(operation: Operation, level: OperationLevel): readonly OperationMethod[] {
  const { affectsState, input, facts } = operation;
  if (facts.methods) return facts.methods;
  const isReadable = !affectsState && (input.every(isPrimitiveParameter) || facts.get?.includes(level) === true);
  return isReadable ? ['GET', 'POST'] : ['POST'];
}

/** Whether GET changes nothing, so that HEAD may do the same. */
export function isSafe({ affectsState, facts }: Operation): boolean {
  return !affectsState && facts.safe !== false;
}

/** Marks the output parameter that is a bare resource. */
const RETURN = '\0return';

function outputOf(
  { output, affectsState, level }: OperationFacts,
  type: string | undefined,
): readonly DeclaredParameter[] | undefined {
  const writes = affectsState && type !== undefined && level.includes('instance');
  const answer = output ?? (writes ? type : undefined);
  if (answer === undefined) return undefined;
  if (typeof answer !== 'string') return parametersOfClass(answer);
  if (answer !== 'Resource' && !isResourceType(answer)) throw new Error(`${answer} is not a resource type of FHIR R4`);
  return [{ name: 'return', property: RETURN, min: 1, max: '1', type: answer }];
}
