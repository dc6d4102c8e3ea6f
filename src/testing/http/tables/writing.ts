import { FHIRPATH_PATCH, PATCH_LANGUAGES } from '../patches';
import { etag, get, HTTP_DATE, nobody, post, put, remove, type Row, type Served, STALE, type Target, WEAK_TAG, type Write } from '../row'; // prettier-ignore

const current = ({ etag: tag }: Target) => ({ 'If-Match': tag });
const UNREADABLE = ['1', 'W/1', '', 'W/"', 'zzz', `W/"${'1'.repeat(10_000)}"`];
const STALE_WRITE = { status: 412, issue: 'conflict' } as const;

/** R4 http.html#concurrency, for an interaction that writes. */
const conditions = (name: string, interaction: Served, write: Write): readonly Row[] => [
  { rule: `${name} without If-Match`, interaction, send: write(), status: 200, holds: 'resource', then: 'changed', headers: { etag: WEAK_TAG, 'last-modified': HTTP_DATE } },
  { rule: `${name} of the current version`, interaction, send: write(current), status: 200, then: 'changed' },
  { rule: `${name} of the current version, as a strong tag`, interaction, send: write((t) => ({ 'If-Match': t.etag.replace('W/', '') })), status: 200, then: 'changed' },
  { rule: `${name} with a list that holds the current version`, interaction, send: write((t) => ({ 'If-Match': `${STALE}, ${t.etag}` })), status: 200, then: 'changed' },
  { rule: `${name} with a list that does not`, interaction, send: write({ 'If-Match': `${STALE}, W/"another"` }), ...STALE_WRITE, then: 'same' },
  { rule: `${name} of any version`, interaction, send: write({ 'If-Match': '*' }), status: 200, then: 'changed' },
  { rule: `${name} of a version that does not exist`, interaction, send: write({ 'If-Match': STALE }), ...STALE_WRITE, then: 'same' },
  { rule: `${name} of a stale version`, interaction, first: [write()], send: write(current), ...STALE_WRITE, then: 'changed' },
  { rule: `${name} with If-None-Match: *`, interaction, send: write({ 'If-None-Match': '*' }), ...STALE_WRITE, then: 'same' },
  { rule: `${name} with a tag that cannot be read`, interaction, send: write({ 'If-Match': 'zzz' }), status: 400, issue: 'value', then: 'same' },
  { rule: `${name} has an empty answer with return=minimal`, interaction, send: write({ Prefer: 'return=minimal' }), status: 200, holds: 'nothing', then: 'changed', headers: { etag: WEAK_TAG } },
  { rule: `${name} answers an OperationOutcome with return=OperationOutcome`, interaction, send: write({ Prefer: 'return=OperationOutcome' }), status: 200, holds: 'OperationOutcome', then: 'changed' },
]; // prettier-ignore

const atNobody = ({ type }: Target): object => ({ path: `/${type}/nobody` });

/**
 * Which tags are valid, and on which resources; tested for one kind of write only, because all read tags in the same
 * place.
 */
const tags: readonly Row[] = [
  ...UNREADABLE.map((tag): Row => ({ rule: `an unreadable tag is never ignored: ${tag.slice(0, 12) || 'empty'}`, interaction: 'update', send: put({ 'If-Match': tag }), status: 400, issue: 'value', then: 'same' })),
  { rule: 'a version of an unknown id', interaction: 'update', send: nobody('PUT', { 'If-Match': STALE }), ...STALE_WRITE },
  { rule: '* on an unknown id', interaction: 'update', send: nobody('PUT', { 'If-Match': '*' }), ...STALE_WRITE },
  { rule: 'PATCH of a version of an unknown id', interaction: 'patch', send: (t) => ({ ...FHIRPATH_PATCH.send({ 'If-Match': STALE })(t), ...atNobody(t) }), ...STALE_WRITE },
  { rule: 'PATCH with * of an unknown id', interaction: 'patch', send: (t) => ({ ...FHIRPATH_PATCH.send({ 'If-Match': '*' })(t), ...atNobody(t) }), ...STALE_WRITE },
]; // prettier-ignore

const ACCEPT_PATCH = /application\/fhir\+json.*application\/json-patch\+json.*application\/xml-patch\+xml/;
const NO_MEDIA_TYPE = ['text/plain', 'application/merge-patch+json', 'application/fhir+json; fhirVersion=3.0'];
const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/** R4 http.html#create, #update, #patch, #delete. */
export const writing: readonly Row[] = [
  { rule: 'POST gives Location, ETag and Last-Modified', interaction: 'create', send: post(), status: 201, holds: 'resource', headers: { location: /\/[A-Za-z0-9\-.]{1,64}$/, etag: WEAK_TAG, 'last-modified': HTTP_DATE } },
  { rule: 'POST of another type', interaction: 'create', send: (t) => ({ ...post()(t), body: { resourceType: 'Parameters' } }), status: 400, issue: 'invalid' },
  { rule: 'POST of something that is not a resource', interaction: 'create', send: (t) => ({ ...post()(t), body: '' }), status: 400, issue: 'structure' },
  ...conditions('PUT', 'update', put),
  ...tags,
  { rule: 'PUT as text', interaction: 'update', send: put({ 'Content-Type': 'text/plain' }), status: 415, issue: 'not-supported', then: 'same' },
  { rule: 'PUT of the same content keeps the version', interaction: 'update', send: (t) => ({ ...put()(t), body: { ...t.content, id: t.id } }), status: 200, then: 'same', headers: { etag } },
  { rule: 'PUT of a body with another id', interaction: 'update', send: (t) => ({ ...put()(t), body: { ...t.changed, id: 'other' } }), status: 400, issue: 'value', then: 'same' },
  { rule: 'PUT of a body without id, strict', interaction: 'update', send: (t) => ({ ...put({ Prefer: 'handling=strict' })(t), body: t.changed }), status: 400, issue: 'value', then: 'same' },
  { rule: 'PUT of another type', interaction: 'update', send: (t) => ({ ...put()(t), body: { resourceType: 'Parameters', id: t.id } }), status: 400, issue: 'invalid', then: 'same' },
  { rule: 'PUT of something unreadable', interaction: 'update', send: (t) => ({ ...put()(t), body: t.wire.name === 'JSON' ? '{' : '<' }), status: 400, issue: 'structure', then: 'same' },
  { rule: 'versionId and lastUpdated of a body are the server’s to set', interaction: 'update', send: (t) => ({ ...put()(t), body: { ...t.changed, id: t.id, meta: { ...(t.changed['meta'] as object | undefined), versionId: '77', lastUpdated: '2001-01-01T00:00:00Z' } } }), status: 200, then: 'changed' },
  { rule: 'a part cannot replace the whole', interaction: 'update', send: (t) => ({ ...put()(t), body: { ...t.changed, id: t.id, meta: { tag: [SUBSETTED] } } }), status: 422, issue: 'processing', then: 'same' },
  ...PATCH_LANGUAGES.flatMap(({ name, send }) => conditions(`PATCH in ${name}`, 'patch', send)),
  ...NO_MEDIA_TYPE.map((mediaType): Row => ({ rule: `PATCH as ${mediaType}`, interaction: 'patch', send: FHIRPATH_PATCH.send({ 'Content-Type': mediaType }), status: 415, issue: 'not-supported', then: 'same', headers: { 'accept-patch': ACCEPT_PATCH } })),
  { rule: 'PATCH without effect keeps the version', interaction: 'patch', send: (t) => ({ ...FHIRPATH_PATCH.send()({ ...t, changed: t.content }) }), status: 200, then: 'same', headers: { etag } },
  { rule: 'PATCH of an unknown id', interaction: 'patch', send: (t) => ({ ...FHIRPATH_PATCH.send()(t), ...atNobody(t) }), status: 404, issue: 'not-found' },
  { rule: 'PATCH of a deleted resource', interaction: 'patch', needs: ['delete'], first: [remove], send: FHIRPATH_PATCH.send(), status: 410, issue: 'deleted' },
  { rule: 'PATCH with something that is not a patch', interaction: 'patch', send: (t) => ({ ...FHIRPATH_PATCH.send()(t), body: { ...t.content, id: t.id } }), status: 400, issue: 'invalid', then: 'same' },
  { rule: 'DELETE', interaction: 'delete', send: remove, status: 204, holds: 'nothing', then: 'gone' },
  { rule: 'DELETE again', interaction: 'delete', first: [remove], send: remove, status: 204, then: 'gone' },
  { rule: 'DELETE of an unknown id', interaction: 'delete', send: nobody('DELETE'), status: 204 },
  { rule: 'DELETE of a stale version', interaction: 'delete', send: (t) => ({ ...remove(t), headers: { 'If-Match': STALE } }), ...STALE_WRITE, then: 'same' },
  { rule: 'DELETE with an unreadable tag', interaction: 'delete', send: (t) => ({ ...remove(t), headers: { 'If-Match': '1' } }), status: 400, issue: 'value', then: 'same' },
  { rule: 'the history shows the deletion', interaction: 'history-instance', needs: ['delete'], first: [remove], send: get({}, '/_history'), status: 200, holds: 'Bundle' },
]; // prettier-ignore

type Holds = Row['holds'];

/** R4 http.html#ops, RFC 7240: `Prefer: return` on a write. */
const returned = (name: string, interaction: Served, write: Write, status: number): readonly Row[] => {
  const row = (rule: string, prefer: string, holds: Holds, applied: RegExp | undefined): Row => ({
    rule: `${name}: ${rule}`, interaction, send: write({ Prefer: prefer }), status, ...(holds && { holds }),
    headers: { 'preference-applied': applied, etag: WEAK_TAG },
  }); // prettier-ignore
  return [
    row('minimal', 'return=minimal', 'nothing', /^return=minimal$/),
    row('representation', 'return=representation', 'resource', /^return=representation$/),
    row('OperationOutcome', 'return=OperationOutcome', 'OperationOutcome', /^return=OperationOutcome$/),
    row('nonsense', 'return=everything', 'resource', undefined),
    row('something else', 'respond-later, wait=5', 'resource', undefined),
    row('nothing', '', 'resource', undefined),
    row('two of them: the first counts', 'return=minimal, return=representation', 'nothing', /^return=minimal$/),
    row('beside another one', 'handling=lenient; return=minimal', 'nothing', /^return=minimal, handling=lenient$/),
    row('handling alone', 'handling=lenient', 'resource', /^handling=lenient$/),
    row('in quotes', 'return="minimal"', 'nothing', /^return=minimal$/),
  ];
};

export const preferences: readonly Row[] = [
  ...returned('POST', 'create', post, 201),
  ...returned('PUT', 'update', put, 200),
  ...returned('PATCH', 'patch', FHIRPATH_PATCH.send, 200),
  { rule: 'a failure is reported, whatever Prefer says', interaction: 'update', send: (t) => ({ ...put({ Prefer: 'return=minimal', 'If-Match': STALE })(t) }), status: 412, issue: 'conflict' },
  { rule: 'DELETE has nothing to return', interaction: 'delete', send: (t) => ({ ...remove(t), headers: { Prefer: 'return=representation' } }), status: 204, holds: 'nothing', then: 'gone' },
  { rule: 'a created resource has a Location, whatever Prefer says', interaction: 'create', send: post({ Prefer: 'return=minimal' }), status: 201, holds: 'nothing', headers: { location: /\/[A-Za-z0-9\-.]{1,64}$/ } },
]; // prettier-ignore
