import type { RequestHandler } from 'express';

/**
 * Combines several handlers into one, because Express matches the path again for each handler, which costs more than
 * most of them.
 * @param handlers must call `next` before they return, so that Express catches what a later one throws
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
