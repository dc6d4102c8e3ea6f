import type { Request } from 'express';
import { readResource } from './request-body';
import { SEND_A_BUNDLE } from './media-types';

const xml = (name: string): string =>
  `<Organization xmlns="http://hl7.org/fhir"><name value="${name}"/><alias value="b"/></Organization>`;
const sent = (body: string, type: string): Request =>
  ({ body: Buffer.from(body), headers: { 'content-type': type } }) as unknown as Request;

let elapsed: jest.SpyInstance;
let now = 0;
beforeEach(() => {
  // Whatever is done takes long.
  elapsed = jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
});
afterEach(() => elapsed.mockRestore());

async function letsOthersWork<T>(work: () => T | Promise<T>): Promise<readonly [boolean, T]> {
  let hasWorked = false;
  setImmediate(() => (hasWorked = true));
  const result = await work();
  return [hasWorked, result];
}

describe('a body of XML', () => {
  it.each([
    [true, 100_000],
    [false, 1_000],
  ])('lets others work while it is read, and while places in it are looked for: %s for %d characters', async (lets, length) => {
    const request = sent(xml('a'.repeat(length)), 'application/fhir+xml');
    const [whileReading, body] = await letsOthersWork(() => readResource(request, SEND_A_BUNDLE));
    expect(body.value).toMatchObject({ resourceType: 'Organization', alias: ['b'] });
    const [whileLooking, positions] = await letsOthersWork(() => body.positionsOf([['alias', 0]]));
    expect(positions).toMatchObject([{ line: 1, column: xml('a'.repeat(length)).indexOf('<alias') + 1 }]);
    expect([whileReading, whileLooking]).toEqual([lets, lets]);
  }); // prettier-ignore
});

describe('a body of JSON', () => {
  it.each([
    [true, 'with escapes in its names', '{"resourceType":"Organization","n\\u0061me":"a"}'],
    [false, 'that is certainly valid', '{"resourceType":"Organization","name":"a"}'],
  ])('lets others work while it is read: %s for one %s', async (lets, _, text) => {
    const request = sent(text, 'application/fhir+json');
    const [whileReading, body] = await letsOthersWork(() => readResource(request, SEND_A_BUNDLE));
    expect(body.value).toEqual({ resourceType: 'Organization', name: 'a' });
    expect(await body.positionsOf([['name']])).toMatchObject([{ line: 1, column: text.indexOf('"a"') + 1 }]);
    expect(whileReading).toBe(lets);
  });
});
