import type { HeaderValues } from '../../app/client';
import { type Row, type Sent, type Target } from '../row';

const search =
  (query: string, headers: HeaderValues = {}) =>
  (target: Target): Sent => ({ method: 'GET', path: `/${target.type}?${query.replaceAll('ID', target.id)}`, headers });
const form = (target: Target): Sent => ({
  method: 'POST',
  path: `/${target.type}/_search`,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: `_id=${target.id}`,
});
const STRICT = { Prefer: 'handling=strict' };
const LENIENT = { Prefer: 'handling=lenient' };

/** R4 search.html. */
export const searching: readonly Row[] = [
  { rule: 'by _id', interaction: 'search-type', searchedBy: '_id', send: search('_id=ID', STRICT), status: 200, holds: 'Bundle', entries: 1, headers: { etag: undefined } },
  { rule: 'by an unknown _id', interaction: 'search-type', searchedBy: '_id', send: search('_id=nobody', STRICT), status: 200, holds: 'Bundle', entries: 0 },
  { rule: 'the total alone', interaction: 'search-type', searchedBy: '_id', send: search('_id=ID&_summary=count', STRICT), status: 200, holds: 'Bundle', entries: 0 },
  { rule: 'by a form', interaction: 'search-type', searchedBy: '_id', send: (t) => ({ ...form(t), headers: { ...form(t).headers, ...STRICT } }), status: 200, holds: 'Bundle', entries: 1 },
  { rule: 'an unknown parameter is ignored with handling=lenient', interaction: 'search-type', send: search('nonsense=x&_count=1', LENIENT), status: 200, holds: 'Bundle', entries: 2, headers: { 'preference-applied': /^handling=lenient$/ } },
  { rule: 'by an unknown parameter', interaction: 'search-type', send: search('nonsense=x', STRICT), status: 400, issue: 'not-supported' },
  { rule: 'by an unknown modifier, which is refused even with handling=lenient', interaction: 'search-type', searchedBy: '_lastUpdated', send: search('_lastUpdated:nonsense=x', LENIENT), status: 400, issue: 'not-supported' },
  { rule: 'a page', interaction: 'search-type', send: search('_count=1'), status: 200, holds: 'Bundle', entries: 1 },
  { rule: 'with a _count that is not a number', interaction: 'search-type', send: search('_count=x'), status: 400, issue: 'value' },
]; // prettier-ignore
