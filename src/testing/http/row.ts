import type { HeaderValues } from '../app/client';
import type { JsonObject } from '../../fhir';
import type { Wire } from './wire';

/** The resource a row works on, in its state before the row. */
export interface Target {
  readonly type: string;
  readonly id: string;
  readonly etag: string;
  readonly versionId: string;
  readonly lastModified: string;
  readonly content: JsonObject;
  /** The content of another resource, to be created by the row. */
  readonly another: JsonObject;
  /** The content as a client would change it. */
  readonly changed: JsonObject;
  readonly wire: Wire;
}

export interface Sent {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  readonly headers?: HeaderValues;
  /** A resource, or text that is sent unchanged. */
  readonly body?: object | string;
}

/** Interactions by their codes in a CapabilityStatement. */
export type Served =
  'read' | 'vread' | 'history-instance' | 'history-type' | 'create' | 'update' | 'patch' | 'delete' | 'search-type';

export interface Row {
  readonly rule: string;
  /** The interaction under test. Where the type does not offer it, 405 is expected instead. */
  readonly interaction: Served;
  /** Other interactions the row needs; it is skipped where one of them is not offered. */
  readonly needs?: readonly Served[];
  /** The search parameter under test. Where the type does not support it, 400 is expected instead. */
  readonly searchedBy?: string;
  /** Requests before the one under test; they must succeed. */
  readonly first?: readonly ((target: Target) => Sent)[];
  readonly send: (target: Target) => Sent;
  readonly status: number;
  /** Code of the first issue. */
  readonly issue?: string;
  /** Expected header values; undefined for a header that must be absent. */
  readonly headers?: Readonly<Record<string, RegExp | ((target: Target) => string) | undefined>>;
  /** Content-Type of the answer, where the row asks for a different one than the client's format. */
  readonly contentType?: RegExp;
  readonly holds?: 'nothing' | 'resource' | 'Bundle' | 'OperationOutcome' | 'CapabilityStatement';
  /** Number of entries in the Bundle. */
  readonly entries?: number;
  /** Whether the resource is tagged SUBSETTED. */
  readonly subsetted?: boolean;
  readonly text?: RegExp;
  /** State of the resource afterwards. */
  readonly then?: 'same' | 'gone' | 'changed';
}

export interface Table {
  readonly rows: readonly Row[];
  /** True when the rows choose their formats themselves. */
  readonly ownFormats?: boolean;
}

export const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
export const WEAK_TAG = /^W\/"[A-Za-z0-9\-.]{1,64}"$/;
export const STALE = 'W/"no-such-version"';
export const JSON_TYPE = /^application\/fhir\+json/;
export const XML_TYPE = /^application\/fhir\+xml/;
export const etag = ({ etag: current }: Target): string => current;

/** Headers of a request, which may depend on the resource. */
export type RowHeaders = HeaderValues | ((target: Target) => HeaderValues);
export type Write = (headers?: RowHeaders) => (target: Target) => Sent;

export const headersOf = (headers: RowHeaders, target: Target): HeaderValues =>
  typeof headers === 'function' ? headers(target) : headers;
export const at = ({ type, id }: Target, rest = ''): string => `/${type}/${id}${rest}`;
export const get =
  (headers: RowHeaders = {}, rest: string | ((target: Target) => string) = '') =>
  (target: Target): Sent => ({
    method: 'GET',
    path: at(target, typeof rest === 'function' ? rest(target) : rest),
    headers: headersOf(headers, target),
  });
export const head =
  (headers: RowHeaders = {}, rest: string | ((target: Target) => string) = '') =>
  (target: Target): Sent => ({ ...get(headers, rest)(target), method: 'HEAD' });
export const put: Write =
  (headers = {}) =>
  (target) => ({
    method: 'PUT',
    path: at(target),
    headers: headersOf(headers, target),
    body: { ...target.changed, id: target.id },
  });
export const post: Write =
  (headers = {}) =>
  (target) => ({
    method: 'POST',
    path: `/${target.type}`,
    headers: headersOf(headers, target),
    body: target.another,
  });
export const remove = (target: Target): Sent => ({ method: 'DELETE', path: at(target) });
/** A request to an id that does not exist. */
export const nobody =
  (method: string, headers: HeaderValues = {}, rest = '') =>
  ({ type, changed }: Target): Sent => ({
    method,
    path: `/${type}/nobody${rest}`,
    headers,
    ...(method === 'PUT' && { body: { ...changed, id: 'nobody' } }),
  });
