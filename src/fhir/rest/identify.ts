import type { IncomingMessage } from 'node:http';
import type { Authenticator, Principal } from '../options/authenticator';
import { exchangeOf } from './exchange';

/** Finds out who asks, and goes on, or refuses: at once where nobody else has to be asked. */
export function identify(
  authenticator: Authenticator,
  request: IncomingMessage,
  proceed: () => void,
  refuse: (refusal: unknown) => void,
): void {
  const admit = (principal: Principal | undefined): void => {
    exchangeOf(request).principal = principal;
    proceed();
  };
  let found: Principal | undefined | Promise<Principal | undefined>;
  try {
    found = authenticator.authenticate(request);
  } catch (refusal) {
    return refuse(refusal);
  }
  if (found instanceof Promise) found.then(admit, refuse);
  else admit(found);
}
