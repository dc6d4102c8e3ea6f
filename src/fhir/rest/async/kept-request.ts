import type { Request } from 'express';
import type { JsonObject } from '../../json';
import type { RequestContext } from '../../plugin/request-context';
import { exchangeOf } from '../exchange';

/** What is kept of a request that is answered later, as JSON. */
export interface KeptRequest {
  /** That of its route: `RouteHandlers`. */
  readonly handler: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  /** Its bytes, in base64; absent: none. */
  readonly body?: string;
  /** Tag of the language that was asked for. */
  readonly language: string;
  /** It changes nothing: who does not know whether it was done does it again. */
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

/** A request as its handler reads it, without a connection. @param context as it was let in with */
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
