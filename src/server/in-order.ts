import type { RequestHandler } from 'express';

/**
 * Several handlers as one: Express looks at the address again for each that it is given, which costs more than most of
 * them do.
 * @param handlers that call `next` before they return: what a later one throws is then Express's to catch
 */
export function inOrder(...handlers: readonly RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    let at = 0;
    const step = (fault?: unknown): unknown => {
      if (fault !== undefined) return next(fault);
      const handler = handlers[at];
      at += 1;
      return handler ? handler(request, response, step) : next();
    };
    void step();
  };
}
