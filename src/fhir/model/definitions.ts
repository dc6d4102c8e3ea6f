import source from './r4-definitions.json';

/** One element of a type, as the R4 specification defines it. */
export interface ElementDefinition {
  /** FHIRPath name; a choice element without `[x]`: `deceased`, not `deceased[x]`. */
  readonly name: string;
  readonly min: number;
  readonly repeats: boolean;
  /** Type codes: `string`, `Identifier`, `Organization.contact` for a backbone element, `Resource` for any resource. */
  readonly types: readonly string[];
  /** True for `value[x]`, whose JSON name is `name` followed by the capitalised type. */
  readonly choice: boolean;
  /** Resource types a Reference may target, or definition types a canonical may name; any when absent. */
  readonly targets?: readonly string[];
  /**
   * Short name of the value set of a required binding, when its codes are known (see `codesOf`) or its codes have a
   * checkable form.
   */
  readonly valueSet?: string;
  /** The same for the maximum value set of a binding that is not required. */
  readonly maximumSet?: string;
  readonly xmlAttribute: boolean;
  /** Included in `_summary=true`. */
  readonly summary: boolean;
}

/** A JSON member of a type: `deceasedBoolean` is element `deceased` with type `boolean`. */
export interface JsonProperty {
  readonly key: string;
  readonly element: ElementDefinition;
  readonly type: string;
  /** The type is primitive, so the member may have a sibling `_key` with its id and extensions. */
  readonly primitive: boolean;
}

export interface TypeDefinition {
  readonly name: string;
  readonly kind: 'resource' | 'complex' | 'backbone';
  readonly base?: string;
  readonly abstract: boolean;
  /** In the order of the specification, inherited elements first. */
  readonly elements: readonly ElementDefinition[];
  /** By JSON member name, without the `_` siblings. */
  readonly properties: ReadonlyMap<string, JsonProperty>;
}

export interface PrimitiveDefinition {
  readonly name: string;
  readonly base?: string;
  /** As printed in the specification, without anchors. */
  readonly regex?: string;
  /** JSON type of the value. */
  readonly json: 'boolean' | 'number' | 'string';
}

interface TypeSource {
  readonly kind: string;
  readonly base?: string;
  readonly abstract?: boolean;
  readonly elements: Readonly<Record<string, string>>;
}
const TYPES = source.types as unknown as Readonly<Record<string, TypeSource>>;
const VALUE_SETS = source.valueSets as Readonly<Record<string, readonly string[]>>;
const PRIMITIVES = new Map<string, PrimitiveDefinition>(
  Object.entries(source.primitives as Record<string, { base?: string; regex?: string }>).map(([name, primitive]) => [
    name,
    { name, ...primitive, json: jsonForm(name) },
  ]),
);

const INVARIANTS = source.invariants as Readonly<Record<string, Readonly<Record<string, string>>>>;
const BINDINGS = source.bindings as Readonly<Record<string, string>>;

/**
 * The types that an open `value[x]` may have.
 * @see https://hl7.org/fhir/R4/datatypes.html#open
 */
export const OPEN_TYPES: readonly string[] = source.openTypes;

const compiled = new Map<string, TypeDefinition>();

/** A resource, complex or backbone (`Organization.contact`) type of R4; undefined for primitives and unknown names. */
export function typeDefinition(name: string): TypeDefinition | undefined {
  const known = compiled.get(name);
  if (known) return known;
  if (!Object.hasOwn(TYPES, name)) return undefined;
  const definition = compile(name, TYPES[name]!);
  compiled.set(name, definition);
  return definition;
}

export function primitiveDefinition(name: string): PrimitiveDefinition | undefined {
  return PRIMITIVES.get(name);
}

export function isPrimitive(type: string): boolean {
  return PRIMITIVES.has(type);
}

/** True for a concrete resource type: `Organization`, not `DomainResource`. */
export function isResourceType(name: string): boolean {
  const definition = typeDefinition(name);
  return definition?.kind === 'resource' && !definition.abstract;
}

/** Every concrete resource type of R4. */
export function resourceTypes(): readonly string[] {
  return Object.keys(TYPES).filter(isResourceType);
}

/** The codes of a required value set, by its short name (`ElementDefinition.valueSet`). */
export function codesOf(valueSet: string): readonly string[] {
  return VALUE_SETS[valueSet] ?? [];
}

/** Every type and element (such as `Organization.telecom`, without `[x]`) that has invariants. */
export const INVARIANT_PLACES: readonly string[] = Object.keys(INVARIANTS);

/** The invariants of a type or element with severity error: FHIRPath expressions by key. */
export function invariantsOf(place: string): Readonly<Record<string, string>> {
  return Object.hasOwn(INVARIANTS, place) ? INVARIANTS[place]! : {};
}

/** The binding of an element whose value set is not covered by `codesOf`. */
export function looseBinding(path: string): { readonly strength: string; readonly valueSet: string } | undefined {
  const [strength, valueSet] = BINDINGS[path]?.split(' ') ?? [];
  return strength === undefined ? undefined : { strength, valueSet: valueSetUrl(valueSet!) };
}

/** `x` becomes `http://hl7.org/fhir/ValueSet/x`; full URLs are returned unchanged. */
export function valueSetUrl(name: string): string {
  return name.includes(':') ? name : `http://hl7.org/fhir/ValueSet/${name}`;
}

/**
 * The element with this name; a choice element may be named either way. `('Patient', 'deceased')` and `('Patient',
 * 'deceasedBoolean')` return the same element; the second also determines `type`.
 */
export function elementOf(type: string, name: string): { element: ElementDefinition; type?: string } | undefined {
  const definition = typeDefinition(type);
  if (!definition) return undefined;
  const property = definition.properties.get(name);
  if (property) return { element: property.element, type: property.type };
  const element = definition.elements.find((candidate) => candidate.name === name);
  return element && { element };
}

/** JSON member name of an element with a value of `type`: `deceased` + `boolean` -> `deceasedBoolean`. */
export function jsonName(element: ElementDefinition, type: string): string {
  return element.choice ? element.name + type.charAt(0).toUpperCase() + type.slice(1) : element.name;
}

function jsonForm(primitive: string): PrimitiveDefinition['json'] {
  if (primitive === 'boolean') return 'boolean';
  return ['integer', 'positiveInt', 'unsignedInt', 'decimal'].includes(primitive) ? 'number' : 'string';
}

function compile(name: string, { kind, base, abstract, elements }: TypeSource): TypeDefinition {
  const inherited = base ? (typeDefinition(base)?.elements ?? []) : [];
  const all = [...inherited, ...Object.entries(elements).map(([key, line]) => parseLine(key, line))];
  const properties = new Map<string, JsonProperty>();
  for (const element of all) {
    for (const type of element.types) {
      const key = jsonName(element, type);
      properties.set(key, { key, element, type, primitive: isPrimitive(type) });
    }
  }
  return {
    name,
    kind: kind as TypeDefinition['kind'],
    ...(base && { base }),
    abstract: abstract ?? false,
    elements: all,
    properties,
  };
}

const LINE = /^(@?)(\d+)\.\.(\d+|\*) (\S+?)(?: <(\S+))?(?: ~(\S+))?( \+)?$/;

/** Parses one element line; the grammar is described in scripts/generate-r4-model.ts. */
function parseLine(key: string, line: string): ElementDefinition {
  const [, attribute, min, max, types, valueSet, maximumSet, summary] = LINE.exec(line) ?? [];
  const choice = key.endsWith('[x]');
  const targets = /\(([^)]+)\)/.exec(types ?? '')?.[1];
  const codes = (types ?? '').replace(/\([^)]*\)/g, '').split('|');
  return {
    name: choice ? key.slice(0, -3) : key,
    min: Number(min),
    repeats: max !== '0' && max !== '1',
    types: codes.flatMap((code) => (code === '*' ? OPEN_TYPES : [code.replace(/^#/, '')])),
    choice,
    ...(targets && { targets: targets.split('|') }),
    ...(valueSet && { valueSet }),
    ...(maximumSet && { maximumSet }),
    xmlAttribute: attribute === '@',
    summary: summary !== undefined,
  };
}

/** True when a type is the other one or derived from it: an Age is a Quantity. */
export function isOfType(type: string, wanted: string): boolean {
  for (let at: string | undefined = type; at !== undefined; at = typeDefinition(at)?.base)
    if (at === wanted) return true;
  return false;
}
