import type { HeaderValues } from '../app/client';
import type { JsonObject } from '../../fhir';
import type { Wire } from './wire';

/** The resource a row is about, as it was created. */
export interface Target {
  readonly type: string;
  readonly id: string;
  readonly etag: string;
  readonly versionId: string;
  readonly lastModified: string;
  readonly content: JsonObject;
  /** The content as a client would change it. */
  readonly changed: JsonObject;
  readonly wire: Wire;
}

export interface Sent {
  readonly method: string;
  /** Below the base. */
  readonly path: string;
  readonly headers?: HeaderValues;
  /** A resource, or text that goes as it is. */
  readonly body?: object | string;
}

/** Interactions as a CapabilityStatement names them. */
export type Served = 'read' | 'vread' | 'history-instance' | 'create' | 'update' | 'patch' | 'delete' | 'search-type';

export interface Row {
  readonly rule: string;
  /** What is asked for: where it is not served, 405 is expected instead. */
  readonly interaction: Served;
  /** What else has to be served for the row to mean something. */
  readonly needs?: readonly Served[];
  /** Before the request under test, and successful. */
  readonly first?: readonly ((target: Target) => Sent)[];
  readonly send: (target: Target) => Sent;
  readonly status: number;
  /** Code of the first issue. */
  readonly issue?: string;
  /** What headers hold; undefined: the header is not there. */
  readonly headers?: Readonly<Record<string, RegExp | ((target: Target) => string) | undefined>>;
  /** Content-Type of the answer, where the row asks for another one than its client. */
  readonly contentType?: RegExp;
  readonly holds?: 'nothing' | 'resource' | 'Bundle' | 'OperationOutcome';
  /** How many entries a Bundle has. */
  readonly entries?: number;
  /** What becomes of the resource. */
  readonly then?: 'same' | 'gone' | 'changed';
}

export const at = ({ type, id }: Target, rest = ''): string => `/${type}/${id}${rest}`;
export const get =
  (headers: HeaderValues = {}, rest = '') =>
  (target: Target): Sent => ({ method: 'GET', path: at(target, rest), headers });
export const put =
  (headers: HeaderValues | ((target: Target) => HeaderValues) = {}) =>
  (target: Target): Sent => ({
    method: 'PUT',
    path: at(target),
    headers: typeof headers === 'function' ? headers(target) : headers,
    body: { ...target.changed, id: target.id },
  });
export const remove = (target: Target): Sent => ({ method: 'DELETE', path: at(target) });
