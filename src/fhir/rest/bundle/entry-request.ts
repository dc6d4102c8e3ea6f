import type { Request } from 'express';
import type { RequestContext } from '../../plugin/request-context';
import { isWord } from '../address';
import { exchangeOf } from '../exchange';
import type { Entry } from './entry';

/** Headers of the Bundle's request that do not apply to its entries. */
const OF_THE_BUNDLE: ReadonlySet<string> = new Set([
  'if-match',
  'if-none-match',
  'if-none-exist',
  'if-modified-since',
  'if-unmodified-since',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
]);

/**
 * An entry as the separate request it stands for, so that code reading parameters, preferences and conditions of
 * requests works for entries as well. It has no body and no connection.
 * @param base base path of the server, such as `/fhir`
 */
export function entryRequest(entry: Entry, outer: Request, base: string): Request {
  let path = base;
  for (const segment of entry.segments) path += `/${encodeURIComponent(segment)}`;
  const [, id, , vid] = entry.segments;
  const request = {
    method: entry.method,
    path,
    originalUrl: entry.query === '' ? path : `${path}?${entry.query}`,
    headers: hasConditions(entry) ? { ...headersFor(outer), ...entry.conditions } : headersFor(outer),
    params: { ...(id !== undefined && !isWord(id) && { id }), ...(vid !== undefined && { vid }) },
  } as unknown as Request;
  return request;
}

function hasConditions({ conditions }: Entry): boolean {
  for (const name in conditions) return name !== '';
  return false;
}

const kept = new WeakMap<Request, Request['headers']>();

/** Headers of the Bundle's request that apply to each entry. */
function headersFor(outer: Request): Request['headers'] {
  const known = kept.get(outer);
  if (known) return known;
  const headers = Object.fromEntries(Object.entries(outer.headers).filter(([name]) => !OF_THE_BUNDLE.has(name)));
  kept.set(outer, headers);
  return headers;
}

/** Attaches the context that handlers expect. */
export function give(request: Request, context: RequestContext): Request {
  exchangeOf(request).context = context;
  return request;
}
