/**
 * Writes src/fhir/model/r4-definitions.json: what FHIR R4 (4.0.1) defines for every type, as one short line per
 * element.
 *
 *   npm run generate:r4 -- FOLDER
 *
 * FOLDER holds what HL7 publishes as definitions.json.zip on the R4 downloads page: profiles-types.json,
 * profiles-resources.json, valuesets.json, v3-codesystems.json. Repackaged copies on npm add elements of their own.
 * HAPI's Maven artifact hapi-fhir-validation-resources-r4 holds the same files in XML.
 *
 * An element line reads `[@]min..max type[|type…][(target|…)] [<value set] [~value set] [+]`:
 *   `@`        travels as an XML attribute        `*`        any of the open types
 *   `+`        part of the summary                `~vs`      maximum set of a weaker binding, known by its form
 *   `#Type.x`  has the content of that element    `<vs`      required binding; its codes stand under `valueSets`,
 *                                                            or it is known by its form
 * Only what a type adds to its base is listed; order is the order of the specification, which XML needs.
 *
 * `invariants` has R4's rules of severity error as FHIRPath, by type or element (`Organization.telecom`); `bindings`
 * has the strength and value set of bindings that a line does not show.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CURRENCIES } from './currencies';

interface ElementType {
  readonly code: string;
  readonly targetProfile?: readonly string[];
  readonly profile?: readonly string[];
  readonly extension?: readonly { readonly url: string; readonly valueUrl?: string; readonly valueString?: string }[];
}
interface Element {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly type?: readonly ElementType[];
  readonly base?: { readonly path: string };
  readonly contentReference?: string;
  readonly representation?: readonly string[];
  readonly isSummary?: boolean;
  readonly binding?: Binding;
  readonly constraint?: readonly Constraint[];
}
interface Binding {
  readonly strength: string;
  readonly valueSet?: string;
  readonly extension?: readonly { readonly url: string; readonly valueCanonical?: string }[];
}
interface Constraint {
  readonly key: string;
  readonly severity: string;
  readonly expression: string;
}
interface StructureDefinition {
  readonly resourceType: string;
  readonly id: string;
  readonly kind: string;
  readonly abstract: boolean;
  readonly derivation?: string;
  readonly baseDefinition?: string;
  readonly snapshot: { readonly element: readonly Element[] };
}
interface Include {
  readonly system?: string;
  readonly concept?: readonly { readonly code: string }[];
  readonly filter?: readonly unknown[];
  readonly valueSet?: readonly string[];
}
interface ValueSet {
  readonly resourceType: string;
  readonly url: string;
  readonly compose?: { readonly include: readonly Include[]; readonly exclude?: readonly Include[] };
}
interface Concept {
  readonly code: string;
  readonly concept?: readonly Concept[];
}
interface CodeSystem {
  readonly resourceType: string;
  readonly url: string;
  readonly content: string;
  readonly concept?: readonly Concept[];
}
interface TypeEntry {
  kind: string;
  base?: string;
  abstract?: true;
  elements: Record<string, string>;
}

const [, , source = '.'] = process.argv;
const SDC = 'http://hl7.org/fhir/StructureDefinition/';
const VS = 'http://hl7.org/fhir/ValueSet/';

function load<T extends { resourceType: string }>(file: string, type: string): T[] {
  const bundle = JSON.parse(readFileSync(join(source, file), 'utf8')) as { entry: { resource: T }[] };
  return bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
}

const published = ['profiles-types.json', 'profiles-resources.json'].flatMap((file) =>
  load<StructureDefinition>(file, 'StructureDefinition'),
);
const definitions = published.filter(({ kind, derivation }) => kind !== 'logical' && derivation !== 'constraint');
const terminologyFiles = ['valuesets.json', 'v3-codesystems.json'];
const codeSystems = new Map(
  terminologyFiles.flatMap((file) => load<CodeSystem>(file, 'CodeSystem')).map((system) => [system.url, system]),
);
const valueSets = new Map(
  terminologyFiles.flatMap((file) => load<ValueSet>(file, 'ValueSet')).map((set) => [set.url, set]),
);

/** Codes of a value set, or undefined where they cannot be listed (filters, external systems, mime types). */
function codesOf(url: string): string[] | undefined {
  const set = valueSets.get(url);
  if (!set?.compose || set.compose.exclude) return undefined;
  const codes: string[] = [];
  for (const include of set.compose.include) {
    if (include.filter) return undefined;
    const found = include.valueSet
      ? include.valueSet.map(codesOf)
      : [include.concept?.map(({ code }) => code) ?? allOf(include.system)];
    if (found.some((list) => list === undefined)) return undefined;
    codes.push(...found.flatMap((list) => list ?? []));
  }
  return [...new Set(codes)];
}

/** Code systems that R4 does not publish. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = { 'urn:iso:std:iso:4217': CURRENCIES };
/** Value sets that are recognised by the form of their codes. */
const FORMS = ['mimetypes', 'all-languages'];

function allOf(url: string | undefined): readonly string[] | undefined {
  const foreign = FOREIGN[url ?? ''];
  if (foreign) return foreign;
  const system = codeSystems.get(url ?? '');
  if (system?.content !== 'complete') return undefined;
  const flat = (concepts: readonly Concept[] = []): string[] =>
    concepts.flatMap(({ code, concept }) => [code, ...flat(concept)]);
  return flat(system.concept);
}

const usedValueSets = new Map<string, readonly string[]>();

/**
 * The name of a required value set that can be checked: `x` for `http://hl7.org/fhir/ValueSet/x|4.0.1`. Keeps its
 * codes.
 */
function checkable(binding: Binding | undefined): string | undefined {
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
  const name = shortName(binding.valueSet);
  if (FORMS.includes(name)) return name;
  const codes = usedValueSets.get(name) ?? codesOf(binding.valueSet.split('|')[0]!);
  if (!codes?.length) return undefined;
  usedValueSets.set(name, codes);
  return name;
}

function shortName(canonical: string): string {
  return canonical.split('|')[0]!.replace(VS, '');
}

/** The maximum value set of a binding, when it is recognised by its form. */
function maximum(binding: Binding | undefined): string | undefined {
  const extension = binding?.extension?.find(({ url }) => url === `${SDC}elementdefinition-maxValueSet`);
  const name = shortName(extension?.valueCanonical ?? '');
  return FORMS.includes(name) ? name : undefined;
}

function typeCode(element: Element, type: ElementType): string {
  if (!type.code.startsWith('http://hl7.org/fhirpath/')) {
    const targets = type.targetProfile?.map((url) => url.replace(SDC, '')).filter((target) => target !== 'Resource');
    return targets?.length ? `${type.code}(${targets.join('|')})` : type.code;
  }
  const [owner, ...rest] = element.path.split('.');
  if (rest.join('.') === 'id') return definitions.find(({ id }) => id === owner)?.kind === 'resource' ? 'id' : 'string';
  return type.extension?.find(({ url }) => url.endsWith('/structuredefinition-fhir-type'))?.valueUrl ?? 'string';
}

const OPEN = load<StructureDefinition>('profiles-types.json', 'StructureDefinition')
  .find(({ id }) => id === 'Extension')!
  .snapshot.element.find(({ path }) => path === 'Extension.value[x]')!
  .type!.map(({ code }) => code);

function line(element: Element): string {
  const backbone = element.type?.some(({ code }) => code === 'BackboneElement' || code === 'Element');
  const codes = (element.type ?? []).map((type) => typeCode(element, type));
  const open = codes.length === OPEN.length && element.path.endsWith('[x]');
  const types = element.contentReference ?? (backbone ? element.path : open ? '*' : codes.join('|'));
  const mayAbbreviate = ABBREVIATING.includes(element.path.split('.')[0]!);
  const valueSet =
    mayAbbreviate && /mimetypes/.test(element.binding?.valueSet ?? '') ? undefined : checkable(element.binding);
  const maximumSet = maximum(element.binding);
  const attribute = element.representation?.includes('xmlAttr') ? '@' : '';
  const summary = element.isSummary ? ' +' : '';
  const bound = `${valueSet ? ` <${valueSet}` : ''}${maximumSet ? ` ~${maximumSet}` : ''}`;
  return `${attribute}${element.min}..${element.max} ${types}${bound}${summary}`;
}

/** Types whose media types may be written `xml` and `json`. */
const ABBREVIATING = ['CapabilityStatement', 'TestScript'];

const invariants: Record<string, Record<string, string>> = {};
const bindings: Record<string, string> = {};

/** The rules an element adds to those of its type. They are compared by key, because `source` is often missing. */
function addInvariants(definition: StructureDefinition, { path, constraint = [], type = [] }: Element): void {
  const ofElement = path === 'Element' || path === 'Extension' ? [] : ['ele-1', 'ext-1'];
  const base = published.find(({ id }) => id === definition.baseDefinition?.replace(SDC, ''));
  const ofBase = (path === definition.id && base?.snapshot.element[0]!.constraint?.map(({ key }) => key)) || [];
  const known = new Set([...ofElement, ...ofBase]);
  const profiles = type.flatMap(({ profile = [] }) => profile.map((url) => url.replace(SDC, '')));
  const ofProfiles = profiles.flatMap((name) => ownRules(published.find(({ id }) => id === name)));
  for (const { key, severity, expression } of [...constraint, ...ofProfiles]) {
    if (severity !== 'error' || known.has(key)) continue;
    (invariants[path.replace('[x]', '')] ??= {})[key] = expression;
  }
}

/** The rules of a datatype profile that its type does not have. */
function ownRules(profile: StructureDefinition | undefined): readonly Constraint[] {
  const base = published.find(({ id }) => id === profile?.baseDefinition?.replace(SDC, ''));
  const known = new Set(base?.snapshot.element[0]!.constraint?.map(({ key }) => key));
  return (profile?.snapshot.element[0]!.constraint ?? []).filter(({ key }) => !known.has(key));
}

function addBinding({ path, binding }: Element): void {
  if (binding?.valueSet === undefined || checkable(binding)) return;
  bindings[path] = `${binding.strength} ${shortName(binding.valueSet)}`;
}

const types: Record<string, TypeEntry> = {};
const primitives: Record<string, { base?: string; regex?: string }> = {};

for (const definition of definitions) {
  const base = definition.baseDefinition?.replace(SDC, '');
  if (definition.kind === 'primitive-type') {
    const value = definition.snapshot.element.find(({ path }) => path === `${definition.id}.value`);
    const regex = value?.type?.[0]?.extension?.find(({ url }) => url === `${SDC}regex`)?.valueString;
    primitives[definition.id] = { ...(base !== 'Element' && { base }), ...(regex && { regex }) };
    continue;
  }
  types[definition.id] = {
    kind: definition.kind === 'resource' ? 'resource' : 'complex',
    ...(base && { base }),
    ...(definition.abstract && { abstract: true as const }),
    elements: {},
  };
  addInvariants(definition, definition.snapshot.element[0]!);
  for (const element of definition.snapshot.element.slice(1)) {
    if (element.base && element.base.path.split('.')[0] !== definition.id) {
      // Inherited elements, also in a backbone element (id, extension, modifierExtension), are listed by the base.
      continue;
    }
    const owner = element.path.slice(0, element.path.lastIndexOf('.'));
    const name = element.path.slice(owner.length + 1);
    const kind = element.type?.[0]?.code;
    types[owner]!.elements[name] = line(element);
    addInvariants(definition, element);
    addBinding(element);
    if (kind === 'BackboneElement' || kind === 'Element')
      types[element.path] = { kind: 'backbone', base: kind, elements: {} };
  }
}

const output = {
  fhirVersion: '4.0.1',
  openTypes: OPEN,
  primitives,
  types,
  invariants,
  bindings,
  valueSets: Object.fromEntries([...usedValueSets].sort(([a], [b]) => a.localeCompare(b))),
};
const target = join(process.cwd(), 'src/fhir/model/r4-definitions.json');
writeFileSync(target, `${JSON.stringify(output, null, 1)}\n`);
console.log(`${target}: ${Object.keys(types).length} types, ${usedValueSets.size} value sets`);
