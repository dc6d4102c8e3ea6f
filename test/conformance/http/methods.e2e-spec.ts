import { at, body, get, httpTable, type Row } from '../../support/http-table';

const INSTANCE = 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS';
const NOT_SERVED = { status: 405, issue: 'not-supported' } as const;

const methods: Row[] = [
  { id: 'C50', rule: 'POST on an instance', send: (s, t) => s.write('post', at(t), body(t)), ...NOT_SERVED, headers: { allow: INSTANCE } },
  { id: 'C50', rule: 'DELETE of a version', send: (s, t) => s.send('delete', at(t, '/_history/1')), ...NOT_SERVED, headers: { allow: 'GET, HEAD, OPTIONS' } },
  { id: 'C50', rule: 'PATCH of a history', send: (s, t) => s.write('patch', at(t, '/_history'), t.patch), ...NOT_SERVED, headers: { allow: 'GET, HEAD, OPTIONS' } },
  { id: 'C51', rule: 'OPTIONS on an instance', send: (s, t) => s.send('options', at(t)), status: 204, holds: 'nothing', headers: { allow: INSTANCE } },
  { id: 'C51', rule: 'OPTIONS on a type', send: (s, { type }) => s.send('options', `/${type}`), status: 204, headers: { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' } },
  { id: 'C50', rule: 'POST of the metadata', send: (s) => s.send('post', '/metadata'), ...NOT_SERVED, headers: { allow: 'GET, HEAD, OPTIONS' } },
  { id: 'C50', rule: 'PUT of the base', send: (s) => s.send('put', ''), ...NOT_SERVED, headers: { allow: 'GET, HEAD, POST, OPTIONS' } },
  { id: 'C50', rule: 'PUT of a definition', send: (s) => s.send('put', '/StructureDefinition/ror-location'), ...NOT_SERVED, headers: { allow: 'GET, HEAD, OPTIONS' } },
  { id: 'C51', rule: 'GET with a body is GET', send: (s, t) => get()(s, t).set('Content-Type', 'text/plain').send('x'), status: 200, holds: 'resource' },
]; // prettier-ignore

httpTable('Methods', methods);
