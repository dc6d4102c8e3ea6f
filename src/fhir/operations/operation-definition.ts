import type { OperationDefinition, OperationDefinitionParameter } from 'fhir/r4';
import type { Operation } from '../service/operations/operation';
import { type DeclaredParameter, parametersOfClass } from '../service/operations/operation-parameter';
import type { Documentation } from '../search';

type Status = Pick<OperationDefinition, 'date' | 'publisher'>;

/** @param baseUrl base URL of this server, without a trailing slash */
export function operationUrl({ id }: Operation, baseUrl: string): string {
  return `${baseUrl}/OperationDefinition/${id}`;
}

/**
 * The OperationDefinition of an operation.
 * @see https://hl7.org/fhir/R4/operationdefinition.html
 */
export function operationDefinition(operation: Operation, baseUrl: string, status: Status = {}): OperationDefinition {
  const { id, code, type, levels, affectsState, facts } = operation;
  const isOfAType = levels.some((level) => level !== 'system');
  const parameter = [
    ...operation.input.map((each) => parameterOf(each, 'in')),
    ...operation.output.map((each) => parameterOf(each, 'out')),
  ];
  return {
    resourceType: 'OperationDefinition',
    id,
    url: operationUrl(operation, baseUrl),
    name: nameOf(id),
    title: facts.title ?? facts.name,
    status: 'active',
    kind: 'operation',
    ...status,
    affectsState,
    code,
    ...described(facts.documentation),
    ...(facts.base !== undefined && { base: facts.base }),
    ...(isOfAType && { resource: [type ?? 'Resource'] as OperationDefinition['resource'] }),
    system: levels.includes('system'),
    type: levels.includes('type'),
    instance: levels.includes('instance'),
    ...(parameter.length > 0 && { parameter }),
  };
}

/** `Organization-close` becomes `OrganizationClose`: a name usable in code. */
function nameOf(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

function parameterOf(declared: DeclaredParameter, use: 'in' | 'out'): OperationDefinitionParameter {
  const { name, min, max, type, parts, documentation } = declared;
  return {
    name,
    use,
    min,
    max,
    ...(documentation !== undefined && { documentation: inEnglish(documentation) }),
    ...(type !== undefined && { type: type as OperationDefinitionParameter['type'] }),
    ...(parts && { part: parametersOfClass(parts).map((each) => parameterOf(each, use)) }),
  };
}

function described(documentation: string | Documentation | undefined): Partial<OperationDefinition> {
  if (documentation === undefined) return {};
  if (typeof documentation === 'string') return { description: documentation };
  const content = [
    { url: 'lang', valueCode: 'fr' },
    { url: 'content', valueString: documentation.fr },
  ];
  const translation = { url: 'http://hl7.org/fhir/StructureDefinition/translation', extension: content };
  return { description: documentation.en, _description: { extension: [translation] } };
}

export function inEnglish(documentation: string | Documentation): string {
  return typeof documentation === 'string' ? documentation : documentation.en;
}
