/**
 * The parts of a FHIRPath Patch operation, such as
 * `{ type: 'replace', path: 'Organization.name', value: { valueString: 'X' } }`.
 */
export interface OperationParts {
  readonly type: string;
  readonly path: string;
  readonly name?: string;
  readonly index?: number;
  readonly source?: number;
  readonly destination?: number;
  /** The `value` part without its name. */
  readonly value?: object;
}

/** Builds a FHIRPath Patch. @see https://hl7.org/fhir/R4/fhirpatch.html */
export function patchOf(...operations: readonly OperationParts[]): object {
  return { resourceType: 'Parameters', parameter: operations.map(operation) };
}

function operation({ type, path, name, value, index, source, destination }: OperationParts): object {
  const integer = (part: string, valueInteger: number | undefined) =>
    valueInteger === undefined ? [] : [{ name: part, valueInteger }];
  return {
    name: 'operation',
    part: [
      { name: 'type', valueCode: type },
      { name: 'path', valueString: path },
      ...(name === undefined ? [] : [{ name: 'name', valueString: name }]),
      ...(value === undefined ? [] : [{ name: 'value', ...value }]),
      ...integer('index', index),
      ...integer('source', source),
      ...integer('destination', destination),
    ],
  };
}
