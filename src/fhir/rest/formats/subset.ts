import { FhirError } from '../../errors/fhir-error';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { isPrimitive, typeDefinition, type ElementDefinition } from '../../model/definitions';
import { SUBSETTED } from '../../model/subsetted';
import { say, type Text } from '../../messages';
import { requireElements } from './named-elements';

/** The part of a resource to show. @see https://hl7.org/fhir/R4/search.html#summary */
export type View =
  | { readonly kind: 'summary' }
  | { readonly kind: 'text' }
  | { readonly kind: 'data' }
  | { readonly kind: 'elements'; readonly names: ReadonlySet<string> };

const ALWAYS: ReadonlySet<string> = new Set(['resourceType', 'id', 'meta']);
const SUMMARIES = ['true', 'text', 'data', 'false'];
/** For search results only; shows no resources. */
const COUNT = 'count';

export interface Asking {
  /** Whether `_summary=count` is allowed. */
  readonly counting?: boolean;
  /** The type that the request names. */
  readonly type?: string | undefined;
}

/**
 * Parses `_summary` and `_elements`; undefined for the whole resource. An empty value counts as absent because forms
 * send it.
 * @throws FhirError `invalid-request` for an invalid value
 */
export function readView(
  query: Readonly<Record<string, unknown>>,
  { counting = false, type }: Asking = {},
): View | undefined {
  const { _summary: summary, _elements: elements } = query;
  const summaries = counting ? [...SUMMARIES, COUNT] : SUMMARIES;
  if (!isAbsent(summary) && (typeof summary !== 'string' || !summaries.includes(summary))) {
    throw wrong('_summary', say`_summary must be one of ${summaries.join(', ')} here`);
  }
  if (summary === 'true') return { kind: 'summary' };
  if (summary === 'text' || summary === 'data') return { kind: summary };
  if (isAbsent(elements)) return undefined;
  if (typeof elements !== 'string' || !/^[A-Za-z]+(\.[A-Za-z]+)*(,[A-Za-z]+(\.[A-Za-z]+)*)*$/.test(elements)) {
    throw wrong('_elements', say`_elements must be names separated by commas, such as name,telecom`);
  }
  // `Organization.name` applies to one type, `name` to all. An element is shown whole even if only a part of it was
  // named.
  const names = elements.split(',').map((name) => /^(?:[A-Z]\w*\.)?[a-z]\w*/.exec(name)?.[0] ?? name);
  requireElements(names, type);
  return { kind: 'elements', names: new Set(names) };
}

/**
 * The resource as the view shows it, tagged SUBSETTED. Mandatory and modifier elements are kept, so that it remains a
 * valid resource of its type.
 */
export function subset(resource: Readonly<JsonObject>, view: View): JsonObject {
  const type = resource['resourceType'] as string;
  if (view.kind === 'elements' && !isNamed(type, view.names)) return resource;
  const shown = view.kind === 'summary' ? summary(type, resource) : firstLevel(type, resource, view);
  const meta = isJsonObject(shown['meta']) ? shown['meta'] : {};
  const tags = Array.isArray(meta['tag']) ? meta['tag'] : [];
  return { ...shown, meta: { ...meta, tag: [...tags, { ...SUBSETTED }] } };
}

/** Whether the names concern this type. If they are all for other types, the resource is shown whole. */
function isNamed(type: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => !name.includes('.') || name.startsWith(`${type}.`));
}

const MODIFIERS: ReadonlySet<string> = new Set(['modifierExtension', 'implicitRules']);

function firstLevel(
  type: string,
  resource: Readonly<JsonObject>,
  view: Exclude<View, { kind: 'summary' }>,
): JsonObject {
  const keep = ({ name, min }: ElementDefinition): boolean => {
    if (view.kind === 'data') return name !== 'text';
    return (
      min > 0 ||
      MODIFIERS.has(name) ||
      (view.kind === 'text' ? name === 'text' : view.names.has(name) || view.names.has(`${type}.${name}`))
    );
  };
  return pick(type, resource, keep, (value) => value);
}

/** The summary elements of a resource, each reduced to the summary elements of its own type. */
function summary(type: string, value: Readonly<JsonObject>): JsonObject {
  return pick(
    type,
    value,
    ({ summary: shown, min }) => shown || min > 0,
    (child, childType) => {
      if (isPrimitive(childType) || childType === 'Resource') return child;
      return Array.isArray(child)
        ? child.map((entry) => (isJsonObject(entry) ? summary(childType, entry) : entry))
        : summary(childType, child as JsonObject);
    },
  );
}

function pick(
  type: string,
  value: Readonly<JsonObject>,
  keep: (element: ElementDefinition) => boolean,
  inside: (child: JsonValue, type: string) => JsonValue,
): JsonObject {
  const properties = typeDefinition(type)?.properties;
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, child]): [string, JsonValue][] => {
      if (ALWAYS.has(member)) return [[member, child]];
      const property = properties?.get(member.replace(/^_/, ''));
      if (!property || !keep(property.element)) return [];
      return [[member, member.startsWith('_') ? child : inside(child, property.type)]];
    }),
  );
}

function isAbsent(value: unknown): value is undefined | '' {
  return value === undefined || value === '';
}

function wrong(parameter: string, text: Text): FhirError {
  return new FhirError('invalid-request', text, [{ code: 'value', text, expression: `http.${parameter}` }]);
}
