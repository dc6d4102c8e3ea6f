import type { RequestContext } from '../plugin/request-context';

/** Stops what a request does where nobody waits for it any more. @throws the reason of its signal */
export function assertWanted({ signal }: Pick<RequestContext, 'signal'>): void {
  if (signal?.aborted) throw signal.reason as Error;
}
