import { createHash } from 'node:crypto';
import type { JsonObject } from '../../json';
import type { Job } from '../../ports/jobs';
import type { RequestContext } from '../../plugin/request-context';

/** Credentials must not be stored in a database. */
const SECRET: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** The context of a request as stored with its job. */
export function keptContext({ headers, origin, memory: _, unit: __, signal: ___, ...context }: RequestContext): object {
  const { method, url, address, form, startedAt } = origin ?? {};
  return {
    ...context,
    ...(origin && { origin: { method, url, address, form, startedAt } }),
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET.has(name))),
  };
}

/** The context of the request that started a job. */
export function contextOfJob({ asked }: Pick<Job, 'asked'>): RequestContext {
  return restoredContext((JSON.parse(asked) as { context: JsonObject }).context);
}

export function restoredContext(kept: JsonObject): RequestContext {
  return kept as unknown as RequestContext;
}

/** The owner of a job, who alone may access it; undefined for anonymous requests. */
export function ownerOf({ principal }: Pick<RequestContext, 'principal'>): string | undefined {
  return principal && createHash('sha256').update(principal.id).digest('hex');
}
