import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { inOrder } from './in-order';

const REQUEST = {} as Request;
const RESPONSE = {} as Response;

function run(...handlers: RequestHandler[]): unknown[] {
  const ended: unknown[] = [];
  void inOrder(...handlers)(REQUEST, RESPONSE, ((fault?: unknown) => ended.push(fault)) as NextFunction);
  return ended;
}

describe('handlers in order', () => {
  it('each gets the request, and then the next handler of the application', () => {
    const log: string[] = [];
    const noting =
      (name: string): RequestHandler =>
      (request, response, next) => {
        expect([request, response]).toEqual([REQUEST, RESPONSE]);
        log.push(name);
        next();
      };
    expect(run(noting('a'), noting('b'))).toEqual([undefined]);
    expect(log).toEqual(['a', 'b']);
  });

  it('an error skips the remaining ones', () => {
    const never = jest.fn();
    expect(run((_request, _response, next) => next('fault'), never)).toEqual(['fault']);
    expect(never).not.toHaveBeenCalled();
  });

  it('one that answers ends it', () => {
    const never = jest.fn();
    expect(run(() => undefined, never)).toEqual([]);
    expect(never).not.toHaveBeenCalled();
  });
});
