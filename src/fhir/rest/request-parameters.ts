import type { Request } from 'express';
import { parse } from 'node:querystring';
import type { Parameters } from '../search';
import { parseMediaRange } from './formats/media-range';
import { exchangeOf } from './exchange';
import { ACCEPT_SEARCH } from './media-types';

export type { Parameters };

/** Maximum number of parameters. */
export const MOST_PARAMETERS = 1_000;

/** Maximum size of a search form, bytes: four times that of a URL. */
export const MOST_FORM_BYTES = 64 * 1024;

/** Invalid UTF-8 becomes a replacement character, as in a URL. */
const decoder = new TextDecoder();

/**
 * Whether the request may have parameters in its body; only `POST _search` may.
 * @see https://hl7.org/fhir/R4/http.html#search
 */
export function isFormSearch({ method, path }: Pick<Request, 'method' | 'path'>): boolean {
  return method === 'POST' && /\/_search\/?$/.test(path);
}

/** The parameters of the URL, independent of the application's query parser. */
export function queryOf(request: Request): Parameters {
  const exchange = exchangeOf(request);
  return (exchange.query ??= read(queryTextOf(request)));
}

/** All parameters of a request: those of the URL, and those of the form of a `POST _search`. */
export function parametersOf(request: Request): Parameters {
  const exchange = exchangeOf(request);
  return (exchange.parameters ??= isFormSearch(request) ? joined(queryOf(request), formOf(request)) : queryOf(request));
}

function queryTextOf({ originalUrl }: Request): string {
  const mark = originalUrl.indexOf('?');
  return mark === -1 ? '' : originalUrl.slice(mark + 1);
}

function read(text: string): Parameters {
  return text === '' ? NONE : (parse(text, '&', '=', { maxKeys: MOST_PARAMETERS }) as Parameters);
}

const NONE: Parameters = Object.freeze(Object.create(null) as Parameters);

/** @param mediaType a `Content-Type` */
export function isForm(mediaType: string | undefined): boolean {
  return parseMediaRange(mediaType ?? '').type === ACCEPT_SEARCH;
}

function formOf({ headers, body }: Request): Parameters {
  const bytes: unknown = body;
  const text = isForm(headers['content-type']) && bytes instanceof Uint8Array ? decoder.decode(bytes) : '';
  return read(text);
}

function joined(url: Parameters, form: Parameters): Parameters {
  const names = new Set([...Object.keys(url), ...Object.keys(form)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const values = [url[name] ?? [], form[name] ?? []].flat();
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}
