import type { CapabilityStatement, CapabilityStatementRest, CapabilityStatementRestResource } from 'fhir/r4';
import type { SecurityDescription } from '../options/authenticator';
import type { FhirOptions } from '../options/fhir-options';
import { ACCEPT_PATCH } from '../rest/patch-formats';
import { DEFINITION_TYPES, type DefinitionType } from '../profile/definition-library';
import type { Interaction } from '../plugin/resource-definition';
import type { ServedDefinition } from '../plugin/served-definition';
import { inEnglish, operationUrl } from '../operations/operation-definition';
import type { Operation } from '../service/operations/operation';
import { searchableDefinitions } from '../operations/definition-search';
import { toldSecurity } from './told-security';
import { searchableType, toldParameters, type SearchableType, type ToldParameter } from '../search';

/**
 * The CapabilityStatement of this server, computed from the definitions it runs with.
 * @param since date of the statement: the start of the process
 * @param operations the operations of this server
 * @param security absent when clients are not authenticated
 * @see https://hl7.org/fhir/R4/capabilitystatement.html
 */
export function capabilityStatement(
  definitions: Iterable<ServedDefinition>,
  options: FhirOptions,
  since: Date,
  operations: readonly Operation[] = [],
  security?: SecurityDescription,
): CapabilityStatement {
  const { baseUrl, software } = options;
  const served = [...definitions];
  const searched = served
    .filter(({ interactions }) => interactions.includes('search-type'))
    .map((definition) => searchableType(definition));
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: since.toISOString(),
    kind: 'instance',
    software: { name: software.name, version: software.version },
    implementation: { description: software.description ?? software.name, url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
    patchFormat: [...ACCEPT_PATCH],
    rest: [
      {
        mode: 'server',
        documentation:
          'PATCH takes FHIRPath Patch (a Parameters resource), JSON Patch and XML Patch. A stale If-Match is answered with 412, an unreadable one with 400.',
        ...(security && { security: toldSecurity(security) }),
        resource: [
          ...served.map((definition) => resource(definition, options, operations, searched)),
          ...DEFINITION_TYPES.map(definitionResource),
        ],
        ...systemInteractions(served),
        ...searchParams(sharedParameters(served)),
        ...operationsOf(
          operations.filter(({ levels }) => levels.includes('system')),
          baseUrl,
        ),
      },
    ],
  };
}

const SYSTEM_SEARCH =
  '`_type` names the types; without it all types are searched. The search parameters and the keys of `_sort` are those that all of them have. Links lead to the next and the previous page.';

/** The parameters of a search on all types: those that every searchable type has. */
function sharedParameters(served: readonly ServedDefinition[]): readonly ToldParameter[] {
  const [first = [], ...others] = served
    .filter(({ interactions }) => interactions.includes('search-type'))
    .map((definition) => toldParameters(definition));
  return first.filter(({ code, type }) => others.every((own) => own.some((each) => each.code === code && each.type === type)));
} // prettier-ignore

/** Interactions on the whole system. */
function systemInteractions(served: readonly ServedDefinition[]): Pick<CapabilityStatementRest, 'interaction'> {
  const isServed = (interaction: Interaction): boolean =>
    served.some(({ interactions }) => interactions.includes(interaction));
  return {
    interaction: [
      { code: 'transaction' },
      { code: 'batch' },
      ...(isServed('history-type') ? [{ code: 'history-system' } as const] : []),
      ...(isServed('search-type') ? [{ code: 'search-system', documentation: SYSTEM_SEARCH } as const] : []),
    ],
  };
}

/** Definition types (profiles and terminology) can be read, and searched by canonical URL. */
function definitionResource(type: DefinitionType): CapabilityStatementRestResource {
  return {
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    ...searchParams(searchableDefinitions(type).parameters),
  };
}

function resource(
  definition: ServedDefinition,
  { ifMatch, referentialIntegrity, baseUrl, conditionalDelete = 1 }: FhirOptions,
  operations: readonly Operation[],
  searched: readonly SearchableType[],
): CapabilityStatementRestResource {
  const { type, profiles = [], interactions, documentation, updateCreate, byCriteria, exported = true } = definition;
  const howMany = conditionalDelete > 1 ? 'multiple' : 'single';
  return {
    type,
    ...(profiles.length > 0 && { supportedProfile: [...profiles] }),
    ...(documentation && { documentation }),
    interaction: interactions.map((code) => ({ code })),
    versioning: ifMatch === 'required' ? 'versioned-update' : 'versioned',
    readHistory: interactions.includes('vread'),
    ...(interactions.includes('update') && { updateCreate }),
    ...(interactions.includes('search-type') && {
      ...inclusions(type, searched),
      ...searchParams(toldParameters(definition)),
    }),
    conditionalCreate: byCriteria && interactions.includes('create'),
    conditionalRead: 'full-support',
    conditionalUpdate: byCriteria && interactions.includes('update'),
    conditionalDelete: byCriteria && interactions.includes('delete') ? howMany : 'not-supported',
    referencePolicy: ['literal', 'logical', ...(referentialIntegrity === 'on' ? (['enforced'] as const) : [])],
    ...operationsOf(
      operations.filter(
        ({ name, levels, type: of = type }) =>
          levels.some((level) => level !== 'system') && of === type && (exported || name !== '$export'),
      ),
      baseUrl,
    ),
  };
}

/** Values of `_include` and `_revinclude` for a type. */
function inclusions(
  type: string,
  searched: readonly SearchableType[],
): Pick<CapabilityStatementRestResource, 'searchInclude' | 'searchRevInclude'> {
  const named = searched.flatMap((each) =>
    each.parameters.flatMap(({ code, reference }) =>
      reference ? [{ owner: each.type, name: `${each.type}:${code}`, targets: reference.targets }] : [],
    ),
  );
  const own = named.filter(({ owner }) => owner === type).map(({ name }) => name);
  const others = named.filter(({ targets }) => targets?.includes(type) !== false).map(({ name }) => name);
  return {
    ...(own.length > 0 && { searchInclude: ['*', ...own] }),
    ...(others.length > 0 && { searchRevInclude: others }),
  };
}

function operationsOf(
  operations: readonly Operation[],
  baseUrl: string,
): Pick<CapabilityStatementRestResource, 'operation'> {
  if (operations.length === 0) return {};
  return {
    operation: operations.map((operation) => ({
      name: operation.code,
      definition: operationUrl(operation, baseUrl),
      ...(operation.facts.documentation !== undefined && {
        documentation: inEnglish(operation.facts.documentation),
      }),
    })),
  };
}

/** A store may support no search parameter; the element is then omitted, because FHIR does not allow empty arrays. */
function searchParams(parameters: readonly ToldParameter[]): Pick<CapabilityStatementRestResource, 'searchParam'> {
  const searchParam = parameters.map(({ code, type, documentation }) => ({
    name: code,
    type,
    documentation: documentation.en,
    _documentation: inFrench(documentation.fr),
  }));
  return searchParam.length > 0 ? { searchParam } : {};
}

/** @see http://hl7.org/fhir/StructureDefinition/translation */
function inFrench(text: string) {
  const content = [
    { url: 'lang', valueCode: 'fr' },
    { url: 'content', valueString: text },
  ];
  return { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/translation', extension: content }] };
}
