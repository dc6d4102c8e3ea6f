import type { Request, Response } from 'express';
import type { Authenticator, Principal } from '../options/authenticator';
import type { Throttle } from '../options/throttle';
import { exchangeOf } from './exchange';

export interface Door {
  readonly authenticator: Authenticator | undefined;
  readonly throttle: Throttle | undefined;
}

/**
 * Authenticates and rate-limits a request, then calls `proceed` or `refuse`; synchronously unless the authenticator is
 * asynchronous. A request whose client left in the meantime ends here: nobody waits for it, and nothing would release
 * what it holds.
 */
export function admit(
  { authenticator, throttle }: Door,
  request: Request,
  response: Response,
  proceed: () => void,
  refuse: (refusal: unknown) => void,
): void {
  const count = (principal: Principal | undefined): void => {
    try {
      throttle?.count(principal, request, response);
    } catch (refusal) {
      return refuse(refusal);
    }
    proceed();
  };
  // Without an authenticator, the host may have set the principal.
  if (!authenticator) return count(exchangeOf(request).principal);
  const known = (principal: Principal | undefined): void => {
    if (response.destroyed) return;
    exchangeOf(request).principal = principal;
    count(principal);
  };
  let found: Principal | undefined | Promise<Principal | undefined>;
  try {
    found = authenticator.authenticate(request);
  } catch (refusal) {
    return refuse(refusal);
  }
  if (found instanceof Promise) found.then(known, refuse);
  else known(found);
}
