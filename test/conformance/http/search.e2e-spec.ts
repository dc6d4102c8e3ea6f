import { body, httpTable, at, remove, type Row, type Send, type Target } from '../../support/http-table';

/** Gives the resource of a row identifiers of its own, because other resources share the database. */
const codeOf = ({ created }: Target): string => `code-${created.id}`;
const identified: Send = (server, target) => {
  const code = codeOf(target);
  const identifier = [{ system: 'urn:s', value: code }, { value: `none ${code}` }, { system: 'urn:t', value: `a,b|$\\${code}` }]; // prettier-ignore
  return server.write('put', at(target), body(target, { identifier }));
};

/** Fills in a query: `ID` stands for the id of the resource, `CODE` for its identifier, and `+` for a space. */
const filled = (query: string, target: Target): string =>
  query.replaceAll('ID', target.created.id).replaceAll('CODE', codeOf(target));
const search =
  (query: string, headers: Record<string, string> = {}): Send =>
  (server, target) =>
    server.send('get', `/${target.type}?${filled(query, target)}`).set(headers);
const form =
  (content: string, query = '', headers: Record<string, string> = {}): Send =>
  (server, target) =>
    server
      .send('post', `/${target.type}/_search?${filled(query, target)}`)
      .set({ 'Content-Type': 'application/x-www-form-urlencoded', ...headers })
      .send(filled(content, target));
/** Creates a second resource, so that there are at least two. */
const another: Send = (server, { type, sample }) => server.write('post', `/${type}`, { resourceType: type, ...sample });

/** The largest form, in bytes. */
const FORM = 65_536;
const LENIENT = { Prefer: 'handling=lenient' };
const XML = 'application/fhir+xml; charset=utf-8';

const one = ({ type, created }: Target): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: 1,
  entry: [
    {
      fullUrl: expect.stringMatching(new RegExp(`^https?://.+/fhir/${type}/${created.id}$`)),
      search: { mode: 'match' },
      resource: { resourceType: type, id: created.id },
    },
  ],
});
const none = (): object => ({ resourceType: 'Bundle', type: 'searchset', total: 0 });
const self = (pattern: string) => (target: Target) => ({
  link: [{ relation: 'self', url: expect.stringMatching(new RegExp(`/fhir/${target.type}${filled(pattern, target)}$`)) }],
}); // prettier-ignore

const finds = (rule: string, query: string): Row => ({ id: 'search', rule: `?${query}: ${rule}`, first: [identified], send: search(query), status: 200, matches: one }); // prettier-ignore
const findsNothing = (rule: string, query: string): Row => ({ ...finds(rule, query), matches: none });
const refuses = (rule: string, query: string, issue: string, text?: RegExp): Row => ({ id: 'search', rule: `?${query}: ${rule}`, send: search(query), status: 400, issue, ...(text && { text }) }); // prettier-ignore

const criteria: Row[] = [
  finds('by id', '_id=ID'),
  finds('a comma is or', '_id=nobody,ID'),
  findsNothing('a repetition is and', '_id=nobody&_id=ID'),
  findsNothing('an unknown id', '_id=nobody'),
  findsNothing('what is no id is nobody’s', '_id=a_b'),
  findsNothing('ids are compared whole', '_id=ID-'),
  finds('system and value', 'identifier=urn:s%7CCODE'),
  finds('a value of any system', 'identifier=CODE'),
  findsNothing('another system', 'identifier=urn:t%7CCODE'),
  findsNothing('a value of no system, where it has one', 'identifier=%7CCODE'),
  finds('a value of no system', 'identifier=%7Cnone+CODE'),
  finds('alternatives with and without a system', 'identifier=nobody,urn:s%7CCODE,%7Cnobody'),
  finds('two identifiers, both of which it has', 'identifier=urn:s%7CCODE&identifier=none+CODE'),
  findsNothing('two identifiers, one of which it has', 'identifier=urn:s%7CCODE&identifier=nobody'),
  finds('comma, bar, dollar and backslash escaped', 'identifier=urn:t%7Ca%5C,b%5C%7C%5C$%5C%5CCODE'),
  finds('all parameters hold', 'identifier=CODE&_id=ID'),
  findsNothing('all parameters must hold', 'identifier=CODE&_id=nobody'),
  finds('a parameter without a value is ignored', 'identifier=&_id=ID&nonsense=&_summary=&_elements='),
  { id: 'search', rule: 'no parameters: everything of the type', first: [another], send: search(''), status: 200, matches: () => ({ total: expect.any(Number), entry: expect.arrayContaining([expect.anything(), expect.anything()]) }) },
  { ...findsNothing('a deleted resource', 'identifier=CODE'), first: [identified, remove] },
  finds('all of a system', 'identifier=urn:s%7C&_id=ID'),
  finds('all of a system, or a value', 'identifier=urn:nobody%7C,urn:s%7CCODE&_id=ID'),
  findsNothing('all of another system', 'identifier=urn:S%7C&_id=ID'),
  findsNothing('nothing of a system', 'identifier:not=urn:s%7C&_id=ID'),
  findsNothing('neither a system nor a value', 'identifier:not=urn:nobody%7C,urn:s%7CCODE&_id=ID'),
  refuses('a bar too many', 'identifier=a%7Cb%7Cc', 'value'),
  refuses('an identifier of nothing', 'identifier=,', 'value'),
  refuses('a modifier', 'identifier:above=true', 'not-supported', /identifier works without a modifier, and with :not, .*:missing/),
  refuses('more alternatives than can be answered', `_id=${'a,'.repeat(1_000)}`, 'too-costly'),
  refuses('more repetitions than can be answered', '_id=a&'.repeat(11), 'too-costly'),
]; // prettier-ignore

const pages: Row[] = [
  { id: 'search', rule: '_count and a next link', first: [another], send: search('_count=1'), status: 200, matches: () => ({ link: [{ relation: 'self', url: expect.stringMatching(/\?_count=1$/) }, { relation: 'next', url: expect.stringMatching(/\?_count=1&_cursor=[\w-]+$/) }], entry: [expect.anything()] }) },
  { id: 'search', rule: 'self shows what was used', send: search('_id=ID&identifier=&_count=9999&_pretty=true'), status: 200, matches: self('\\?_id=ID&_count=1000&_pretty=true') },
  { id: 'search', rule: '_summary=count is the total alone', send: search('_id=ID&_summary=count'), status: 200, matches: () => ({ total: 1, link: [expect.objectContaining({ relation: 'self' })] }), text: /^(?!.*entry)/s },
  { id: 'search', rule: '_count=0 is the total alone', send: search('_id=ID&_count=0'), status: 200, matches: () => ({ total: 1 }), text: /^(?!.*(entry|next))/s },
  { id: 'search', rule: '_count that is not a number', send: search('_count=x'), status: 400, issue: 'value' },
  { id: 'search', rule: 'a _cursor that was never issued', send: search('_cursor=x'), status: 400, issue: 'value' },
  { id: 'C01', rule: '_elements shows parts of what was found', send: search('_id=ID&_elements=language'), status: 200, matches: (t) => ({ entry: [{ resource: { id: t.created.id, meta: { tag: [{ code: 'SUBSETTED' }] } } }] }), text: /^(?!.*(CHU|Cardiologie|active|Pavillon))/s },
  { id: 'C01', rule: 'an invalid _summary', send: search('_summary=some'), status: 400, issue: 'value' },
  { id: 'C51', rule: 'HEAD of a search', send: (s, { type }) => s.send('head', `/${type}?_count=1`), status: 200, holds: 'nothing', headers: { 'content-length': /^[1-9]\d*$/ } },
  { id: 'C01', rule: 'a search has no version', send: search('_id=ID'), status: 200, headers: { etag: undefined, 'last-modified': undefined } },
]; // prettier-ignore

const handling: Row[] = [
  { id: 'C61', rule: 'an unknown parameter is refused by default', send: search('identifer=x'), status: 400, issue: 'not-supported', text: /did you mean identifier\?/ },
  { id: 'C61', rule: 'an unknown parameter is refused with handling=strict', send: search('nonsense=x', { Prefer: 'handling=strict' }), status: 400, issue: 'not-supported', text: /can be searched by _id, identifier/ },
  { id: 'C44', rule: 'a refusal may quote characters that XML does not hold', send: search('a%01%EF%BF%BF=x'), status: 400, issue: 'not-supported', text: /a\\+u0001\\+uffff/ },
  { id: 'C61', rule: 'all unknown parameters are named', send: search('nonsense=x&_sort=_score'), status: 400, issue: 'not-supported', matches: () => ({ issue: [{ expression: ['http.nonsense'] }, { expression: ['http._sort'] }] }) },
  { id: 'C61', rule: 'lenient: unknown parameters are left out of the search and of self, and reported', send: search('nonsense=x&_id=ID&_include=y', LENIENT), status: 200, headers: { 'preference-applied': 'handling=lenient' }, matches: (t) => ({ total: 1, ...self('\\?_id=ID')(t), entry: [{ search: { mode: 'match' } }, { fullUrl: expect.stringMatching(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/) as string, search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'not-supported', expression: ['http.nonsense'] }, { severity: 'warning', expression: ['http._include'] }] } }] }) },
  { id: 'C61', rule: 'lenient: nothing to ignore', send: search('_id=ID', LENIENT), status: 200, headers: { 'preference-applied': 'handling=lenient', 'content-language': undefined }, matches: one, text: /^(?!.*outcome)/s },
  { id: 'C61', rule: 'strict is listed in Preference-Applied', send: search('_id=ID', { Prefer: 'handling=strict' }), status: 200, headers: { 'preference-applied': 'handling=strict' } },
  { id: 'C61', rule: 'lenient: the outcome about ignored parameters is not tagged SUBSETTED', send: search('nonsense=x&_id=ID&_elements=language', LENIENT), status: 200, text: /^(?!.*SUBSETTED.*OperationOutcome.*SUBSETTED)/s, matches: () => ({ entry: [expect.anything(), { resource: { issue: [expect.anything()] } }] }) },
  { id: 'C61', rule: 'lenient: ignored parameters may contain characters that XML does not allow', send: search('a%01%EF%BF%BF=x&_id=ID', LENIENT), status: 200, text: /a\\+u0001\\+uffff/ },
  { id: 'C61', rule: 'lenient: reported in the language of the client', send: search('nonsense=x&_id=ID', { ...LENIENT, 'Accept-Language': 'fr' }), status: 200, headers: { 'content-language': 'fr' }, text: /paramètre de recherche/ },
  { id: 'C61', rule: 'lenient does not excuse a modifier', send: search('_id:not=1', LENIENT), status: 400, issue: 'not-supported' },
]; // prettier-ignore

const forms: Row[] = [
  { id: 'search', rule: 'POST _search', first: [identified], send: form('identifier=urn%3As%7CCODE'), status: 200, matches: one },
  { id: 'search', rule: 'POST _search: parameters of URL and body are combined', first: [identified], send: form('_id=nobody', 'identifier=CODE'), status: 200, matches: none },
  { id: 'search', rule: 'POST _search without a body', send: (s, t) => s.send('post', `/${t.type}/_search?_id=${t.created.id}`), status: 200, matches: one },
  { id: 'search', rule: 'POST _search: a form of the largest size', send: form(`identifier=${'a'.repeat(FORM - 11)}`), status: 200, matches: none },
  { id: 'search', rule: 'POST _search: a form larger than that', send: form(`identifier=${'a'.repeat(FORM - 10)}`), status: 413, issue: 'too-costly', text: /65536/ },
  { id: 'search', rule: 'POST _search: a link repeats all parameters', send: form('_id=ID', '_count=5'), status: 200, matches: self('\\?_id=ID&_count=5') },
  { id: 'search', rule: 'POST _search: _summary and _pretty in the form', send: form('_id=ID&_summary=count&_pretty=true'), status: 200, matches: () => ({ total: 1 }), text: /^(?!.*entry).*\n/s },
  { id: 'C43', rule: '_format in the form', send: form('_id=ID&_format=application%2Ffhir%2Bxml'), status: 200, contentType: XML, matches: one },
  { id: 'C44', rule: '_format in the form, for an error', send: form('identifer=x&_format=xml'), status: 400, issue: 'not-supported', contentType: XML },
  { id: 'C44', rule: '_format in the form, for a type that is not served', send: (s) => s.send('post', '/Patient/_search').type('form').send('_format=xml'), status: 404, issue: 'not-found', contentType: XML },
  { id: 'C40', rule: 'an unknown _format in the form', send: form('_format=foo'), status: 406, issue: 'not-supported', contentType: 'application/fhir+json; charset=utf-8' },
  { id: 'C61', rule: 'Prefer: handling of a form', send: form('_id=ID&nonsense=x', '', LENIENT), status: 200, headers: { 'preference-applied': 'handling=lenient' } },
  { id: 'C45', rule: 'another body', send: (s, t) => s.write('post', `/${t.type}/_search`, body(t)), status: 415, issue: 'not-supported', headers: { 'accept-post': 'application/x-www-form-urlencoded' } },
  { id: 'C45', rule: 'a body of another media type, application/octet-stream', send: form('_id=ID', '', { 'Content-Type': 'application/octet-stream' }), status: 415, issue: 'not-supported' },
  { id: 'search', rule: 'a form with too many parameters', send: form('_id=&'.repeat(1_001)), status: 400, issue: 'too-costly' },
  ...(['get', 'put', 'patch', 'delete'] as const).map((method): Row => ({ id: 'C50', rule: `${method.toUpperCase()} of _search`, send: (s, t) => s.send(method, `/${t.type}/_search`), status: 405, issue: 'not-supported', headers: { allow: 'POST, OPTIONS' } })),
  { id: 'C51', rule: 'OPTIONS of _search', send: (s, t) => s.send('options', `/${t.type}/_search`), status: 204, headers: { allow: 'POST, OPTIONS', 'accept-post': 'application/x-www-form-urlencoded' } },
]; // prettier-ignore

httpTable('Searching', [...criteria, ...pages, ...handling]);
httpTable('Searching by a form', forms);
