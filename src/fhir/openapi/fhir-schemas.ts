import {
  codesOf,
  type ElementDefinition,
  type JsonProperty,
  OPEN_TYPES,
  primitiveDefinition,
  type PrimitiveDefinition,
  type TypeDefinition,
  typeDefinition,
} from '../model/definitions';
import { type Ref, ref, type Schema } from './openapi-types';
import { listWithGaps, primitiveExtras } from './primitive-extras';

/** Types that every FHIR server uses, whatever its resource types. */
const ALWAYS = ['Bundle', 'CapabilityStatement', 'OperationOutcome', 'Parameters'] as const;

export interface SchemaOptions {
  /**
   * Produce shorter schemas for people: without the fifty members of an open `value[x]`, and with primitive types
   * inlined. Swagger UI takes minutes to show the complete schemas, and a second for these.
   */
  readonly outline: boolean;
}

/**
 * JSON Schemas of resource types and all types they use, by component name: `Organization`, `Organization_contact`,
 * `HumanName`, `dateTime`. Unknown members are refused, as the server refuses them, with `propertyNames`, because with
 * `additionalProperties: false` a generated client drops the `_members` it has read.
 * @param types names of resource types
 * @see https://hl7.org/fhir/R4/json.html
 */
export function fhirSchemas(
  types: Iterable<string>,
  options: SchemaOptions = { outline: false },
): Record<string, Schema> {
  const schemas = new Map<string, Schema>();
  const pending: string[] = [...types, ...ALWAYS];
  for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
    const name = schemaName(type);
    if (schemas.has(name)) continue;
    schemas.set(name, schemaOf(type, options));
    pending.push(...partsOf(type));
  }
  return Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `Organization.contact` -> `Organization_contact`. */
export function schemaName(type: string): string {
  return type.replaceAll('.', '_');
}

function partsOf(type: string): readonly string[] {
  // Any resource may be nested here, and its own type defines its content.
  if (type === ANY_RESOURCE) return ['id'];
  const properties = [...(typeDefinition(type)?.properties.values() ?? [])];
  return [
    ...properties.map((property) => property.type),
    ...(properties.some(({ primitive }) => primitive) ? ['Element'] : []),
  ];
}

function schemaOf(type: string, options: SchemaOptions): Schema {
  if (type === ANY_RESOURCE) return anyResource;
  const definition = typeDefinition(type);
  return definition ? objectSchema(definition, options) : primitiveSchema(primitiveDefinition(type)!);
}

const ANY_RESOURCE = 'Resource';
const anyResource: Schema = {
  type: 'object',
  description: 'A resource of any type; `resourceType` says which one.',
  required: ['resourceType'],
  properties: { resourceType: { type: 'string', pattern: '^[A-Z][A-Za-z]+$' }, id: ref('schemas', 'id') },
  additionalProperties: true,
};

function objectSchema({ name, kind, elements, properties }: TypeDefinition, { outline }: SchemaOptions): Schema {
  const resource = kind === 'resource';
  const shown = [...properties.values()].filter(({ element }) => !outline || !isOpen(element));
  const required = elements.filter(({ min, choice }) => min > 0 && !choice).map((element) => element.name);
  const oneOf = elements
    .filter((element) => element.min > 0 && element.choice && !(outline && isOpen(element)))
    .map((element) => anyChoice(element, properties));
  return {
    type: 'object',
    properties: Object.fromEntries<Schema | Ref>([
      ...(resource ? [['resourceType', { type: 'string', enum: [name] }] satisfies [string, Schema]] : []),
      ...shown.map(outline ? outlined : member),
    ]),
    required: [...(resource ? ['resourceType'] : []), ...required],
    ...(oneOf.length > 0 && { allOf: oneOf }),
    ...(!outline && primitiveExtras([...properties.values()], resource)),
    additionalProperties: true,
  };
}

/** A mandatory `value[x]`: exactly one of its members is required. */
function anyChoice(element: ElementDefinition, properties: TypeDefinition['properties']): Schema {
  const keys = [...properties.values()].filter((property) => property.element === element).map(({ key }) => key);
  return { oneOf: keys.map((key) => ({ required: [key] })) };
}

function isOpen({ types }: ElementDefinition): boolean {
  return types.length >= OPEN_TYPES.length;
}

function outlined({ key, element, type, primitive }: JsonProperty): [string, Schema | Ref] {
  const plain = primitive ? primitiveSchema(primitiveDefinition(type)!) : ref('schemas', schemaName(type));
  const own = coded(element, type) ?? plain;
  return [key, element.repeats ? { type: 'array', items: own } : own];
}

function member({ key, element, type, primitive }: JsonProperty): [string, Schema | Ref] {
  const own = coded(element, type) ?? ref('schemas', schemaName(type));
  if (!element.repeats) return [key, own];
  return [key, primitive ? listWithGaps(own) : { type: 'array', minItems: 1, items: own }];
}

/** The schema of a code with a required value set. */
function coded({ valueSet }: ElementDefinition, type: string): Schema | undefined {
  const codes = valueSet === undefined || type !== 'code' ? [] : codesOf(valueSet);
  return codes.length > 0 ? { type: 'string', enum: [...codes] } : undefined;
}

/** Numbers have ranges, because the patterns in the specification apply to text. */
const NUMBERS: Readonly<Record<string, Schema>> = {
  decimal: { type: 'number' },
  integer: { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 },
  positiveInt: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
  unsignedInt: { type: 'integer', minimum: 0, maximum: 2_147_483_647 },
};

/** Patterns that only require a non-empty string, and that of base64Binary, which takes exponential time. */
const WITHOUT_PATTERN: ReadonlySet<string> = new Set([
  'base64Binary',
  'canonical',
  'markdown',
  'string',
  'uri',
  'url',
  'xhtml',
]);

function primitiveSchema({ name, json, regex }: PrimitiveDefinition): Schema {
  if (json === 'boolean') return { type: 'boolean' };
  if (json === 'number') return NUMBERS[name]!;
  return {
    type: 'string',
    ...(regex && !WITHOUT_PATTERN.has(name) ? { pattern: `^(?:${regex})$` } : { minLength: 1 }),
  };
}

/** The syntax of a logical id, also in URLs. */
export const idSchema: Schema = primitiveSchema(primitiveDefinition('id')!);
