import { httpTable, patch, post, put, remove, type Row, type Send } from '../../support/http-table';

const writes: readonly [name: string, write: (headers: Record<string, string>) => Send, status: number][] = [
  ['POST', post, 201],
  ['PUT', put, 200],
  ['PATCH', patch, 200],
];

/** `Prefer: return` on every write that has something to return. */
const returned = writes.flatMap(([name, write, status]): Row[] => {
  const row = (rule: string, prefer: string, holds: Row['holds'], applied: string | undefined): Row => ({
    id: 'C60', rule: `${name}: ${rule}`, send: write({ Prefer: prefer }), status, ...(holds && { holds }),
    headers: { 'preference-applied': applied, etag: status === 201 ? 'W/"1"' : 'W/"2"' },
  }); // prettier-ignore
  return [
    row('minimal', 'return=minimal', 'nothing', 'return=minimal'),
    row('representation', 'return=representation', 'resource', 'return=representation'),
    row('OperationOutcome', 'return=OperationOutcome', 'OperationOutcome', 'return=OperationOutcome'),
    row('nonsense', 'return=everything', 'resource', undefined),
    row('something else', 'respond-later, wait=5', 'resource', undefined),
    row('nothing', '', 'resource', undefined),
    row('two of them: the first counts', 'return=minimal, return=representation', 'nothing', 'return=minimal'),
    row('beside another one', 'handling=lenient; return=minimal', 'nothing', 'return=minimal, handling=lenient'),
    row('handling alone', 'handling=lenient', 'resource', 'handling=lenient'),
    row('in quotes', 'return="minimal"', 'nothing', 'return=minimal'),
  ];
});

const rest: Row[] = [
  { id: 'C60', rule: 'a failure is told, whatever was preferred', send: (s, t) => s.write('put', `/${t.type}/nobody`, { resourceType: t.type, id: 'nobody', ...t.sample }, { Prefer: 'return=minimal' }), status: 405, issue: 'not-supported' },
  { id: 'C60', rule: 'DELETE has nothing to return', send: (s, t) => remove(s, t).set('Prefer', 'return=representation'), status: 204, holds: 'nothing', version: 'deleted' },
  { id: 'C60', rule: 'a created resource has a Location of its version', send: post({ Prefer: 'return=minimal' }), status: 201, headers: { location: /\/fhir\/\w+\/[A-Za-z0-9\-.]{1,64}\/_history\/1$/, 'last-modified': / GMT$/ } },
]; // prettier-ignore

httpTable('Prefer', [...returned, ...rest]);
