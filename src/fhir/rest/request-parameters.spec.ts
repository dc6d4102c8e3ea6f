import type { Request } from 'express';
import { parametersOf } from './request-parameters';

const FORM = 'application/x-www-form-urlencoded';

function request(method: string, address: string, body: string, mediaType: string | undefined = FORM): Request {
  const [path] = address.split('?');
  const headers = { 'content-type': mediaType };
  return { method, path, originalUrl: address, headers, body: Buffer.from(body) } as unknown as Request;
}

describe('parameters of a request', () => {
  it.each<[string, Request, object]>([
    ['those of the URL', request('GET', '/fhir/Organization?_id=1', '_id=2'), { _id: '1' }],
    ['those of the form of a search', request('POST', '/fhir/Organization/_search', '_id=1&name=a+b%26'), { _id: '1', name: 'a b&' }],
    ['both, joined', request('POST', '/fhir/Organization/_search?_id=1&_count=2', '_id=2'), { _id: ['1', '2'], _count: '2' }],
    ['with a slash at the end', request('POST', '/fhir/Organization/_search/', '_id=1'), { _id: '1' }],
    ['a media type with a charset, in capitals', request('POST', '/fhir/O/_search', '_id=1', 'Application/X-WWW-Form-URLencoded; charset=UTF-8'), { _id: '1' }],
    ['not those of another body', request('POST', '/fhir/O/_search?_id=1', '_id=2', 'text/plain'), { _id: '1' }],
    ['not those of a body of no type', request('POST', '/fhir/O/_search?_id=1', '_id=2', ''), { _id: '1' }],
    ['not those of another interaction', request('POST', '/fhir/Organization', '_id=2'), {}],
    ['names that every object has', request('POST', '/fhir/O/_search?constructor=1', 'toString=2'), { constructor: '1', toString: '2' }],
    ['bytes that are no UTF-8', request('POST', '/fhir/O/_search', '_id=%ff'), { _id: '\uFFFD' }],
  ])('%s', (_, sent, expected) => {
    const read = parametersOf(sent);
    expect(Object.entries(read)).toEqual(Object.entries(expected));
    expect(parametersOf(sent)).toBe(read);
  }); // prettier-ignore
});
