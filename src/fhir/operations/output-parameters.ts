import type { JsonObject, JsonValue } from '../json';
import { valueKey } from '../patch/values/patch-value';
import {
  type DeclaredParameter,
  isResourceParameter,
  parametersOfClass,
} from '../service/operations/operation-parameter';

/**
 * Converts an object of an output class into Parameters.
 * @throws Error for a mandatory property that is missing
 */
export function outputParameters(declared: readonly DeclaredParameter[], output: object): JsonObject {
  return { resourceType: 'Parameters', parameter: entries(declared, output) };
}

function entries(declared: readonly DeclaredParameter[], output: object): JsonObject[] {
  return declared.flatMap((parameter) => {
    const value = (output as Readonly<Record<string, unknown>>)[parameter.property];
    const values = [value ?? []].flat() as JsonValue[];
    if (values.length < parameter.min) throw new Error(`The output has no ${parameter.name}`);
    return values.map((each) => entry(parameter, each));
  });
}

function entry(parameter: DeclaredParameter, value: JsonValue): JsonObject {
  const { name, type = '', parts } = parameter;
  if (parts) return { name, part: entries(parametersOfClass(parts), value as object) };
  if (type === 'Any') return { ...(value as JsonObject), name };
  return { name, [isResourceParameter(parameter) ? 'resource' : valueKey(type)]: value };
}
