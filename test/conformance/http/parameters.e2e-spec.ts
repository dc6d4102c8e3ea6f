import { at, body, get, httpTable, JSON_ONLY, type Row, type Send, type Target } from '../../support/http-table';

const REFUSED = { status: 400, issue: 'not-supported', version: '1' } as const;

type Write = (query: string) => Send;

/** Every kind of write, with a query in its URL. */
const writes: readonly [name: string, write: Write][] = [
  ['POST', (query) => (s, t) => s.write('post', `/${t.type}${query}`, { resourceType: t.type, ...t.sample })],
  ['PUT', (query) => (s, t) => s.write('put', at(t, query), body(t, t.change))],
  ['PATCH', (query) => (s, t) => s.write('patch', at(t, query), t.patch)],
  ['DELETE', (query) => (s, t) => s.send('delete', at(t, query))],
];

/** Every parameter in the URL of a write is obeyed, or the write is refused. */
const ofWrites = writes.flatMap(([name, write]): Row[] => [
  { id: name, rule: 'a search parameter', send: write('?identifier=urn:s%7C1'), ...REFUSED, text: /identifier is not a parameter here.*Known parameters: _format, _pretty, _summary, _elements, _dryRun\./ },
  { id: name, rule: 'a search parameter without a value', send: write('?identifier='), ...REFUSED },
  { id: name, rule: 'a misspelt _dryRun', send: write('?_dryrun=true'), ...REFUSED, text: /did you mean _dryRun/ },
  { id: name, rule: 'an unknown word', send: write('?foo'), ...REFUSED },
  { id: name, rule: 'an unknown parameter beside a known one', send: write('?_pretty=true&_cascade=delete'), ...REFUSED, text: /_cascade is not a parameter here/ },
  { id: name, rule: 'all unknown parameters at once', send: write('?a=1&b=2'), ...REFUSED, text: /"?a is not.*b is not/s },
  { id: name, rule: 'lenient handling ignores none', send: (s, t) => write('?foo=1')(s, t).set('Prefer', 'handling=lenient'), ...REFUSED },
  { id: name, rule: 'a name that is a member of every object', send: write('?__proto__=1&constructor=1'), ...REFUSED },
  { id: name, rule: 'those about the form of the answer are accepted', send: write('?_format=json&_pretty=true&_summary=false&_dryRun=true'), status: name === 'POST' ? 201 : name === 'DELETE' ? 204 : 200, contentType: 'application/fhir+json; charset=utf-8', headers: { 'fhir-dry-run': 'true' }, version: '1' },
]); // prettier-ignore

const ofOperations: Row[] = [
  { id: 'POST', rule: 'criteria are refused, with If-None-Exist as the alternative', send: (s, t) => s.write('post', `/${t.type}?identifier=1`, { resourceType: t.type, ...t.sample }), ...REFUSED, text: /send them in the header If-None-Exist/ },
  { id: '$validate', rule: 'an unknown parameter', send: (s, t) => s.write('post', at(t, '/$validate?modes=create'), body(t)), ...REFUSED, text: /did you mean mode/ },
  { id: '$validate', rule: 'an unknown parameter on a type', send: (s, t) => s.write('post', `/${t.type}/$validate?_dryRun=true`, body(t)), ...REFUSED },
  { id: '$validate', rule: 'an unknown parameter on all types', send: (s, t) => s.write('post', '/$validate?async=1', body(t)), ...REFUSED },
  { id: '$validate', rule: 'an unknown parameter by GET', send: get({}, '/$validate?foo=1'), ...REFUSED },
  { id: '$validate', rule: 'an unknown parameter in the body', send: wrapped('/$validate', (t) => [{ name: 'resource', resource: body(t) }, { name: 'profil', valueUri: 'x' }]), status: 400, issue: 'invalid', text: /has no parameter profil.*resource, mode, profile/, line: 1 },
  { id: '$validate', rule: 'two resources', send: wrapped('/$validate', (t) => [{ name: 'resource', resource: body(t) }, { name: 'resource', resource: body(t) }]), status: 400, issue: 'invalid', text: /resource twice/ },
  { id: '$validate', rule: 'two modes', send: (s, t) => s.write('post', '/$validate?mode=create&mode=update', body(t)), status: 400, issue: 'invalid' },
  { id: '$export', rule: 'each known parameter is named once', send: (s) => s.send('get', '/$export?_typ=Location'), ...REFUSED, text: /Known parameters: _outputFormat, _typeFilter, _since, _elements, includeAssociatedData, _type, _format, _pretty, _summary\./ },
  { id: '$diff', rule: 'an unknown parameter', send: get({}, '/$diff?version=1'), ...REFUSED, text: /Known parameters: fromVersion, _format/ },
  { id: '$diff', rule: 'an unknown parameter between versions', send: wrapped('/$diff?fromVersion=1', sides), ...REFUSED },
  { id: '$diff', rule: 'an unknown parameter in the body', send: wrapped('/$diff', (t) => [...sides(t), { name: 'includeMeta', valueBoolean: true }]), status: 400, issue: 'invalid', text: /\$diff has no parameter includeMeta.*from, to/, line: 1 },
  { id: '$diff', rule: 'its own parameters', send: wrapped('/$diff?_pretty=true', sides), status: 200 },
]; // prettier-ignore

function sides(target: Target): object[] {
  const reference = at(target).slice(1);
  return [
    { name: 'from', valueReference: { reference: `${reference}/_history/1` } },
    { name: 'to', valueReference: { reference } },
  ];
}

function wrapped(path: string, parameter: (target: Target) => object[]): Send {
  return (s, t) => s.write('post', path, JSON.stringify({ resourceType: 'Parameters', parameter: parameter(t) }));
}

httpTable('Parameters of writes', ofWrites, JSON_ONLY);
httpTable('Parameters of operations', ofOperations, JSON_ONLY);
