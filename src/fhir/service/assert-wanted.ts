import type { RequestContext } from '../plugin/request-context';

/** Aborts work of a request that nobody waits for any more. @throws the reason of its signal */
export function assertWanted({ signal }: Pick<RequestContext, 'signal'>): void {
  if (signal?.aborted) throw signal.reason as Error;
}
