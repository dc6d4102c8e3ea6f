import type { Interaction, ResourceDefinition } from '../plugin/resource-definition';
import type { ServedDefinition } from '../plugin/served-definition';
import { isWord } from './address';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How an interaction travels over HTTP. @see https://hl7.org/fhir/R4/http.html */
export interface Route {
  readonly interaction: Interaction;
  readonly method: Method;
  /** Below `[base]/[type]`, as Nest writes it. */
  readonly path: '' | '_search' | '_history' | ':id' | ':id/_history' | ':id/_history/:vid';
  /** The resource is named by search parameters, not by its id. */
  readonly conditional?: true;
  /** Nobody else may write meanwhile what the parameters find: not every store can promise that (`criteria`). */
  readonly free?: true;
}

/** Controllers, 405, CapabilityStatement and OpenAPI are made from this table; order does not matter. */
const ROUTES: readonly Route[] = [
  { interaction: 'read', method: 'GET', path: ':id' },
  { interaction: 'vread', method: 'GET', path: ':id/_history/:vid' },
  { interaction: 'history-instance', method: 'GET', path: ':id/_history' },
  { interaction: 'history-type', method: 'GET', path: '_history' },
  { interaction: 'search-type', method: 'GET', path: '' },
  { interaction: 'search-type', method: 'POST', path: '_search' },
  { interaction: 'create', method: 'POST', path: '' },
  { interaction: 'update', method: 'PUT', path: ':id' },
  { interaction: 'patch', method: 'PATCH', path: ':id' },
  { interaction: 'update', method: 'PUT', path: '', conditional: true, free: true },
  { interaction: 'patch', method: 'PATCH', path: '', conditional: true },
  { interaction: 'delete', method: 'DELETE', path: ':id' },
  { interaction: 'delete', method: 'DELETE', path: '', conditional: true, free: true },
];

/** The routes a definition asks for. @param byCriteria see `ServedDefinition`; absent: it is not known yet */
export function routesOf({ interactions, byCriteria = true }: Served): readonly Route[] {
  return ROUTES.filter(({ interaction, free }) => interactions.includes(interaction) && (byCriteria || !free));
}

type Served = Pick<ResourceDefinition, 'interactions'> & Partial<Pick<ServedDefinition, 'byCriteria'>>;

/**
 * Methods that work at a path below `[base]/[type]`, for `Allow`; undefined when the path is no FHIR route at all.
 * @param segments what follows the type: `['1234', '_history']`
 */
export function allowedMethods(definition: Served, segments: readonly string[]): readonly string[] | undefined {
  const matching = ROUTES.filter(({ path }) => fitsTemplate(path, segments));
  if (matching.length === 0) return undefined;
  const served = routesOf(definition).filter((route) => matching.includes(route));
  return served.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

/** @param template as Nest writes a path, `:id/_history`; what stands for an id is never a word of FHIR */
export function fitsTemplate(template: string, segments: readonly string[]): boolean {
  const parts = template === '' ? [] : template.split('/');
  return parts.length === segments.length && parts.every((part, i) => fitsPart(part, segments[i]!));
}

function fitsPart(part: string, segment: string): boolean {
  return part === segment || (part.startsWith(':') && segment !== '' && !isWord(segment));
}
