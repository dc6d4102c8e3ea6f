import { evaluate } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';

/*
 * A naive search as R4 defines it, without an index: FHIRPath over every resource, and each value compared as the
 * specification says. It uses no code of the product, so that the two do not share a mistake.
 */

export type Json = Readonly<Record<string, unknown>>;
export type Resource = Json & { readonly resourceType: string; readonly id: string };
export type ParameterKind = 'string' | 'token' | 'reference' | 'date' | 'number' | 'quantity' | 'uri';

export interface NaiveParameter {
  readonly type: string;
  readonly code: string;
  readonly kind: ParameterKind;
  readonly expression: string;
}

/** `code:modifier=a,b` of a URL, or the end of a chain. */
export interface Criterion {
  readonly parameter: NaiveParameter;
  readonly modifier?: string;
  /** Without escapes. */
  readonly values: readonly string[];
}

/** What is asked of a resource: a criterion on itself, or on a resource linked to it. */
export type Asked =
  | Criterion
  | { readonly through: NaiveParameter; readonly type: string; readonly asked: Asked }
  | { readonly from: NaiveParameter; readonly asked: Asked };

const memory = new Map<NaiveParameter, WeakMap<Resource, readonly unknown[]>>();

/** The elements that a parameter selects. */
export function elements(parameter: NaiveParameter, resource: Resource): readonly unknown[] {
  let known = memory.get(parameter);
  if (!known) memory.set(parameter, (known = new WeakMap()));
  let found = known.get(resource);
  if (!found)
    known.set(resource, (found = evaluate(resource, parameter.expression, {}, r4 as never) as readonly unknown[]));
  return found;
}

/** @param all every resource, by `Type/id` */
export function fits(asked: Asked, resource: Resource, all: ReadonlyMap<string, Resource>): boolean {
  if ('through' in asked) {
    return references(asked.through, resource).some((reference) => {
      const target = all.get(reference);
      return target?.resourceType === asked.type && fits(asked.asked, target, all);
    });
  }
  if ('from' in asked) {
    const name = `${resource.resourceType}/${resource.id}`;
    return [...all.values()].some(
      (other) =>
        other.resourceType === asked.from.type &&
        references(asked.from, other).includes(name) &&
        fits(asked.asked, other, all),
    );
  }
  const { parameter, modifier, values } = asked;
  const found = elements(parameter, resource);
  if (modifier === 'missing') return !found.some((each) => hasValue(parameter, each)) === (values[0] === 'true');
  if (modifier === 'not') return !values.some((value) => found.some((each) => tokenFits(each, value)));
  return values.some((value) => found.some((each) => one(parameter, modifier, each, value)));
}

function references(parameter: NaiveParameter, resource: Resource): readonly string[] {
  return elements(parameter, resource).flatMap((each) => {
    const { reference } = each as { reference?: string };
    return reference === undefined ? [] : [reference];
  });
}

function one(parameter: NaiveParameter, modifier: string | undefined, element: unknown, value: string): boolean {
  switch (parameter.kind) {
    case 'string':
      return texts(element).some((text) => textFits(text, modifier, value));
    case 'token':
      if (modifier === 'text') return labels(element).some((label) => folded(label).startsWith(folded(value)));
      if (modifier === 'of-type') return ofType(element, value);
      return tokenFits(element, value);
    case 'reference':
      return referenceFits(element as { reference?: string; identifier?: Json }, modifier, value);
    case 'date':
      return dateFits(element, value);
    case 'number':
      return numberFits(Number(element), Number(element), value);
    case 'quantity':
      return quantityFits(element as Json, value);
    case 'uri':
      return uriFits(String(element), modifier, value);
  }
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/\s+/gu, ' ').trim(); // prettier-ignore
}

function texts(element: unknown): readonly string[] {
  if (typeof element === 'string') return [element];
  const said = element as Json;
  const parts = ['text', 'family', 'given', 'prefix', 'suffix', 'line', 'city', 'district', 'state', 'postalCode', 'country']; // prettier-ignore
  return parts.flatMap((part) => (said[part] ?? []) as string | string[]);
}

function textFits(text: string, modifier: string | undefined, value: string): boolean {
  if (modifier === 'exact') return text === value;
  if (modifier === 'contains') return folded(text).includes(folded(value));
  return folded(text).startsWith(folded(value));
}

interface Token {
  readonly system?: string;
  readonly value?: string;
}

function tokens(element: unknown): readonly Token[] {
  if (typeof element !== 'object' || element === null) return [{ value: String(element) }];
  const said = element as Json;
  if (Array.isArray(said['coding'])) return (said['coding'] as Json[]).flatMap(tokens);
  const value = said['code'] ?? said['value'];
  const { system } = said;
  return [{
    ...(typeof value === 'string' && { value }),
    ...(typeof system === 'string' && !CONTACT_SYSTEMS.has(system) && { system }),
  }]; // prettier-ignore
}

/** Values of `ContactPoint.system`: a kind of contact, not a namespace, so that a token has only its value. */
export const CONTACT_SYSTEMS: ReadonlySet<unknown> = new Set(['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other']);

/** A system alone is no value. */
function hasValue({ kind }: NaiveParameter, element: unknown): boolean {
  return kind !== 'token' || tokens(element).some(({ value }) => value !== undefined);
}

function tokenFits(element: unknown, text: string): boolean {
  const bar = text.indexOf('|');
  const [system, value] = bar < 0 ? [undefined, text] : [text.slice(0, bar), text.slice(bar + 1)];
  if (value === '') return tokens(element).some((token) => token.system === system);
  return tokens(element).some((token) => token.value === value && (system === undefined || (token.system ?? '') === system)); // prettier-ignore
}

/** The texts of a Coding, CodeableConcept or Identifier. */
function labels(element: unknown): readonly string[] {
  const { text, display, coding, type } = element as Json;
  return [
    ...[text, display].filter((each) => typeof each === 'string'),
    ...(Array.isArray(coding) ? coding.flatMap(labels) : []),
    ...(type === undefined ? [] : labels(type)),
  ];
}

function ofType(element: unknown, text: string): boolean {
  const [system, code, value] = text.split('|');
  const { type, value: own } = element as { type?: unknown; value?: string };
  return own === value && type !== undefined && tokens(type).some((token) => token.system === system && token.value === code); // prettier-ignore
}

function referenceFits({ reference, identifier }: { reference?: string; identifier?: Json }, modifier: string | undefined, value: string): boolean {
  if (modifier === 'identifier') return identifier !== undefined && tokenFits(identifier, value);
  if (reference === undefined) return false;
  if (modifier !== undefined) return reference === `${modifier}/${value}`;
  return value.includes('/') ? reference === value : reference.endsWith(`/${value}`);
} // prettier-ignore

function uriFits(uri: string, modifier: string | undefined, value: string): boolean {
  if (modifier === 'below') return uri === value || uri.startsWith(`${value}/`);
  if (modifier === 'above') return uri === value || value.startsWith(`${uri}/`);
  return uri === value;
}

type Span = readonly [low: number, high: number];

/** A partial date from its first millisecond to its last; in UTC when it has no zone. */
function spanOf(text: string): Span {
  const [, date = '', time] = /^([^T]+)(?:T(.+))?$/.exec(text)!;
  if (time === undefined) {
    const [year = 0, month, day] = date.split('-').map(Number);
    const low = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
    const next = day !== undefined ? Date.UTC(year, month! - 1, day + 1) : month !== undefined ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1); // prettier-ignore
    return [low, next - 1];
  }
  const [, clock = '', zone = 'Z'] = /^([\d:.]+)(Z|[+-]\d\d:\d\d)?$/.exec(time)!;
  const seconds = clock.split(':').length > 2;
  const low = Date.parse(`${date}T${seconds ? clock : `${clock}:00`}${zone}`);
  const length = !seconds ? 60_000 : clock.includes('.') ? 1 : 1_000;
  return [low, low + length - 1];
}

function spanOfElement(element: unknown): Span {
  if (typeof element !== 'object' || element === null || 'asStr' in element) return spanOf(String((element as { asStr?: string }).asStr ?? element)); // prettier-ignore
  const { start, end } = element as { start?: string; end?: string };
  return [start === undefined ? -Infinity : spanOf(start)[0], end === undefined ? Infinity : spanOf(end)[1]];
}

const PREFIX = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.*)$/s;

function dateFits(element: unknown, text: string): boolean {
  const [, prefix = 'eq', date = ''] = PREFIX.exec(text)!;
  const [low, high] = spanOfElement(element);
  const [from, to] = spanOf(date);
  const equal = from <= low && high <= to;
  switch (prefix) {
    case 'ne':
      return !equal;
    case 'gt':
      return high > to;
    case 'lt':
      return low < from;
    case 'ge':
      return high > to || equal;
    case 'le':
      return low < from || equal;
    case 'sa':
      return low > to;
    case 'eb':
      return high < from;
    default:
      return equal;
  }
}

function numberFits(low: number, high: number, text: string): boolean {
  const [, prefix = 'eq', digits = ''] = PREFIX.exec(text)!;
  const value = Number(digits);
  const half = 0.5 * 10 ** -(digits.split('.')[1]?.length ?? 0);
  const near = Math.abs(value) * 0.1;
  switch (prefix) {
    case 'ne':
      return !(low >= value - half && high < value + half);
    case 'gt':
    case 'sa':
      return prefix === 'sa' ? low > value : high > value;
    case 'lt':
    case 'eb':
      return prefix === 'eb' ? high < value : low < value;
    case 'ge':
      return high >= value;
    case 'le':
      return low <= value;
    case 'ap':
      return low <= value + near && high >= value - near;
    default:
      return low >= value - half && high < value + half;
  }
}

function quantityFits(element: Json, text: string): boolean {
  const [number = '', system, unit] = text.split('|');
  const { low, high } = element as { low?: Json; high?: Json };
  const of = low ?? high ?? element;
  const bounds: Span = low || high ? [(low?.['value'] as number | undefined) ?? -Infinity, (high?.['value'] as number | undefined) ?? Infinity] : [element['value'] as number, element['value'] as number]; // prettier-ignore
  if (!numberFits(bounds[0], bounds[1], number)) return false;
  if (unit === undefined) return true;
  const code = (of['code'] ?? of['unit']) as string | undefined;
  return code === unit && (system === '' || of['system'] === system);
}
