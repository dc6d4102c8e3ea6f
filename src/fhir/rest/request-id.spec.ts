import type { IncomingMessage } from 'node:http';
import { requestIdOf } from './request-id';

const UUID = /^[0-9a-f-]{36}$/;
const asked = (id: string | undefined) => ({ headers: { 'x-request-id': id } }) as unknown as IncomingMessage;

describe('the id of a request', () => {
  it.each([
    ['a', true],
    ['a'.repeat(128), true],
    ['a'.repeat(129), false],
    ['4711/a_b~c:d+e=f.-', true],
    ['', false],
    ['a b', false],
    ['a\tb', false],
    ['é', false],
    [undefined, false],
  ])('sent as %j', (id, taken) => {
    const found = requestIdOf(asked(id));
    if (taken) expect(found).toBe(id);
    else expect(found).toMatch(UUID);
  });

  it('is the same whenever it is asked for', () => {
    const request = asked(undefined);
    expect(requestIdOf(request)).toBe(requestIdOf(request));
    expect(requestIdOf(asked(undefined))).not.toBe(requestIdOf(request));
  });
});
