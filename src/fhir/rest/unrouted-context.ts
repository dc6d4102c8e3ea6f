import type { Request } from 'express';
import { isId } from '../model/logical-id';
import type { RequestContext, RequestInteraction } from '../plugin/request-context';
import { exchangeOf } from './exchange';
import { HttpOrigin } from './http-origin';
import { requestIdOf } from './request-id';

/** The likely interaction, by method and number of path segments. */
const MEANT: Readonly<Record<string, RequestInteraction>> = {
  'GET 1': 'search-type',
  'POST 1': 'create',
  'GET 2': 'read',
  'HEAD 2': 'read',
  'PUT 2': 'update',
  'PATCH 2': 'patch',
  'DELETE 2': 'delete',
  'POST 0': 'batch',
};

/**
 * The context of a request refused before its route was known, for example for lack of authentication; for hooks such
 * as the audit.
 * @param segments path segments below the base
 * @param type the served type among them
 */
export function unroutedContext(request: Request, segments: readonly string[], type: string | undefined): RequestContext {
  const { principal, memory } = exchangeOf(request);
  const [, id] = segments;
  const isNamed = type !== undefined && id !== undefined && isId(id);
  const isKnown = segments.length === 0 || (type !== undefined && (segments.length === 1 || isNamed));
  return {
    requestId: requestIdOf(request),
    principal,
    interaction: (isKnown ? MEANT[`${request.method} ${segments.length}`] : undefined) ?? 'none',
    type: type ?? '',
    id: isNamed ? id : undefined,
    handling: 'lenient',
    dryRun: false,
    headers: request.headers,
    origin: new HttpOrigin(request),
    memory,
  };
} // prettier-ignore
