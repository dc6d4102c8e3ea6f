import type { Interaction, ResourceDefinition } from '../plugin/resource-definition';
import type { ServedDefinition } from '../plugin/served-definition';
import { isWord } from './address';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An interaction over HTTP. @see https://hl7.org/fhir/R4/http.html */
export interface Route {
  readonly interaction: Interaction;
  readonly method: Method;
  /** Path below `[base]/[type]`, in Nest's syntax. */
  readonly path: '' | '_search' | '_history' | ':id' | ':id/_history' | ':id/_history/:vid';
  /** The resource is addressed by search parameters instead of its id. */
  readonly conditional?: true;
  /** Requires a store that keeps concurrent writers by the same criteria apart (capability `criteria`). */
  readonly free?: true;
}

/** Controllers, 405 answers, CapabilityStatement and OpenAPI are derived from this table; its order does not matter. */
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

/** The routes of a definition. @param byCriteria see `ServedDefinition`; absent when it is not known yet */
export function routesOf({ interactions, byCriteria = true }: Served): readonly Route[] {
  return ROUTES.filter(({ interaction, free }) => interactions.includes(interaction) && (byCriteria || !free));
}

type Served = Pick<ResourceDefinition, 'interactions'> & Partial<Pick<ServedDefinition, 'byCriteria'>>;

/**
 * Methods available at a path below `[base]/[type]`, for `Allow`; undefined when the path is not a FHIR route.
 * @param segments path segments after the type: `['1234', '_history']`
 */
export function allowedMethods(definition: Served, segments: readonly string[]): readonly string[] | undefined {
  const matching = ROUTES.filter(({ path }) => fitsTemplate(path, segments));
  if (matching.length === 0) return undefined;
  const served = routesOf(definition).filter((route) => matching.includes(route));
  return served.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

/** The parts of each template; there are few. */
const PARTS = new Map<string, readonly string[]>();

/** @param template path in Nest's syntax, `:id/_history`; placeholders never match words of FHIR */
export function fitsTemplate(template: string, segments: readonly string[]): boolean {
  let parts = PARTS.get(template);
  if (!parts) PARTS.set(template, (parts = template === '' ? [] : template.split('/')));
  return parts.length === segments.length && parts.every((part, i) => fitsPart(part, segments[i]!));
}

function fitsPart(part: string, segment: string): boolean {
  return part === segment || (part.startsWith(':') && segment !== '' && !isWord(segment));
}
