import type { Request } from 'express';
import type { JsonObject } from '../../json';
import type { RequestContext } from '../../plugin/request-context';
import { exchangeOf } from '../exchange';

/** An asynchronous request as stored, in JSON. */
export interface KeptRequest {
  /** Name of the route's handler: see `RouteHandlers`. */
  readonly handler: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  /** The bytes of the body, base64; absent without a body. */
  readonly body?: string;
  /** Tag of the language of the answer. */
  readonly language: string;
  /** It changes nothing, so it is repeated if its outcome is unknown. */
  readonly isSafe: boolean;
}

export function keptRequest(
  { method, originalUrl, params, body }: Request,
  facts: Pick<KeptRequest, 'handler' | 'language' | 'isSafe'>,
): KeptRequest {
  const bytes: unknown = body;
  return {
    ...facts,
    method,
    url: originalUrl,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
    ...(bytes instanceof Uint8Array && bytes.length > 0 && { body: Buffer.from(bytes).toString('base64') }),
  };
}

/**
 * The request as its handler reads it, without a connection.
 * @param context the context the request was admitted with
 */
export function restoredRequest(kept: KeptRequest, context: RequestContext): Request {
  const { method, url, params, body, language } = kept;
  const request = {
    method,
    originalUrl: url,
    url,
    path: url.split('?', 1)[0]!,
    params,
    query: {},
    headers: context.headers,
    body: body === undefined ? undefined : Buffer.from(body, 'base64'),
    acceptsLanguages: () => language,
    get: (name: string) => context.headers[name.toLowerCase()],
  } as unknown as Request;
  const exchange = exchangeOf(request);
  exchange.context = context;
  exchange.requestId = context.requestId;
  exchange.principal = context.principal;
  return request;
}

export function keptRequestOf(asked: JsonObject): KeptRequest {
  return asked as unknown as KeptRequest;
}
