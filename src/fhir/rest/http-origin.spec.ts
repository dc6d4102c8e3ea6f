import type { Request } from 'express';
import { HttpOrigin } from './http-origin';

describe('from where a request came', () => {
  it.each([
    ['IPv4, as a server that listens on both protocols has it', '::ffff:10.2.0.7', '10.2.0.7'],
    ['IPv4', '10.2.0.7', '10.2.0.7'],
    ['IPv6', 'fd00::7', 'fd00::7'],
    ['IPv6 that begins alike', '::ffff:a02:7', '::ffff:a02:7'],
    ['a connection that is gone', undefined, undefined],
  ])('%s', (_, remoteAddress, address) => {
    expect(new HttpOrigin({ socket: { remoteAddress } } as Request).address).toBe(address);
  });
});
