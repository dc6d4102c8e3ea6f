import { FhirError, isFault, type IssueDetail } from '../../errors/fhir-error';
import { holdsMoreValues, isJsonObject, MOST_VALUES, type JsonObject, type JsonValue } from '../../json';
import { excerptOf, say } from '../../messages';
import { parseReference } from '../../model/reference';
import type { Steps } from '../../steps';
import { validationSteps } from '../../validation';
import { encodingFault } from '../../search';
import { PHASE_OF, type Entry, type EntryMethod } from './entry';

/** Default maximum number of entries per Bundle. */
export const MOST_ENTRIES = 1_000;

export interface ReadBundle {
  readonly type: 'batch' | 'transaction';
  /** One per entry, in order; an error for an invalid entry. */
  readonly entries: readonly (Entry | FhirError)[];
}

export interface BundleReading {
  /** Base URL of this server, without a trailing slash. */
  readonly baseUrl: string;
  readonly mostEntries: number;
}

/**
 * Parses the entries of a Bundle, in steps: there may be many, and the first Bundle compiles its invariants. Their resources are validated later, when they are carried out.
 * @throws FhirError `invalid-structure`, `too-large` when the Bundle cannot be carried out
 */
export function* readBundle(body: JsonObject, { baseUrl, mostEntries }: BundleReading): Steps<ReadBundle> {
  const { resourceType, type } = body;
  if (resourceType !== 'Bundle') throw noBundle(resourceType, baseUrl);
  if (type !== 'batch' && type !== 'transaction') throw wrongType(type);
  const list = Array.isArray(body['entry']) ? body['entry'] : [];
  if (list.length > mostEntries) throw tooMany(list.length, mostEntries);
  const faults = (yield* validationSteps(withBareEntries(body), { maxIssues: 100 })).filter(isFault);
  const ofWhole = faults.filter((issue) => type === 'transaction' || entryOf(issue) === undefined);
  if (ofWhole.length > 0) throw new FhirError('invalid-structure', say`The Bundle is not valid`, ofWhole);
  const entries: (Entry | FhirError)[] = [];
  for (const [index, entry] of list.entries()) {
    const own = faults.length === 0 ? faults : faults.filter((issue) => entryOf(issue) === index);
    if (own.length > 0) entries.push(new FhirError('invalid-structure', say`The entry is not valid`, own));
    else entries.push(type === 'batch' ? readAlone(entry, index, baseUrl) : readEntry(entry, index, baseUrl));
    yield;
  }
  return { type, entries };
}

/** Characters of a path, without its parameters; no path of this server is longer. */
const LONGEST_PATH = 1_000;

/** A valid request, in place of a missing one. */
const SOME_REQUEST: JsonObject = { method: 'GET', url: 'Type' };

/**
 * The Bundle without what is checked per entry. Resources are validated when they are carried out. The invariants
 * bdl-2, bdl-3 and bdl-4 are about all entries together and would not say which one is wrong.
 */
function withBareEntries(body: JsonObject): JsonObject {
  if (!Array.isArray(body['entry'])) return body;
  const bare = (entry: JsonValue): JsonValue => {
    if (!isJsonObject(entry)) return entry;
    const { resource, request = SOME_REQUEST, search: _, response: __, ...rest } = entry;
    return { ...rest, request, ...(resource !== undefined && !isJsonObject(resource) && { resource }) };
  };
  return { ...body, entry: body['entry'].map(bare) };
}

function entryOf({ path }: IssueDetail): number | undefined {
  const [first, index] = path ?? [];
  return first === 'entry' && typeof index === 'number' ? index : undefined;
}

/** An entry of a batch, whose error concerns no other. */
function readAlone(entry: JsonValue, index: number, baseUrl: string): Entry | FhirError {
  try {
    return readEntry(entry, index, baseUrl);
  } catch (error) {
    if (error instanceof FhirError) return error;
    throw error;
  }
}

function readEntry(value: JsonValue, index: number, baseUrl: string): Entry {
  const entry = value as JsonObject;
  for (const member of ['search', 'response'] as const)
    if (entry[member] !== undefined) throw ofAnAnswer(member, index);
  const request = (entry['request'] ?? {}) as Readonly<Record<string, string | undefined>>;
  const method = methodOf(request['method'], index);
  const url = request['url'] ?? '';
  const relative = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length + 1) : url.replace(/^\//, '');
  if (/^[a-z][a-z0-9+.-]*:/i.test(relative)) throw elsewhere(url, index, baseUrl);
  const [path = '', ...rest] = relative.split('?');
  if (path.length > LONGEST_PATH) throw elsewhere(url, index, baseUrl);
  const fullUrl = entry['fullUrl'] as string | undefined;
  const resource = isJsonObject(entry['resource']) ? entry['resource'] : undefined;
  if (resource && holdsMoreValues(resource)) throw tooLarge(index);
  // The resource of a PATCH entry is the patch, not the resource at the full URL.
  if (method !== 'PATCH') assertAbout(fullUrl, resource, index);
  const query = rest.join('?');
  const unreadable = encodingFault(query);
  if (unreadable) throw fault(index, 'request.url', unreadable.text, unreadable.issues[0]!.hint!);
  return {
    index,
    fullUrl,
    method,
    segments: segmentsOf(path, url, index),
    query,
    conditions: conditionsOf(request),
    resource,
  };
}

/** A full URL with a type and an id must match the resource. @see https://hl7.org/fhir/R4/bundle.html#bundle-unique */
function assertAbout(fullUrl: string | undefined, resource: JsonObject | undefined, index: number): void {
  if (fullUrl === undefined || typeof resource?.['id'] !== 'string') return;
  const named = parseReference(fullUrl);
  if (named.form !== 'resource' || named.base === undefined) return;
  const { resourceType = '', id } = resource as Readonly<Record<string, string>>;
  if (named.type === resourceType && named.id === id) return;
  const text = say`The full URL is that of ${excerptOf(`${named.type}/${named.id}`)}, and the resource is ${excerptOf(`${resourceType}/${id}`)}`;
  throw fault(index, 'fullUrl', text, say`Write the address of the resource, or urn:uuid: and a new UUID.`);
}

function methodOf(method: string | undefined, index: number): EntryMethod {
  if (method !== undefined && PHASE_OF.has(method)) return method as EntryMethod;
  const text = say`The entry has no request, which says what to do`;
  throw fault(index, 'request', text, say`Write "request": { "method": "POST", "url": "Organization" } beside the resource.`); // prettier-ignore
}

function segmentsOf(path: string, url: string, index: number): readonly string[] {
  try {
    const segments = path.split('/').map(decodeURIComponent);
    return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
  } catch {
    const text = say`${excerptOf(url)} is not an address`;
    throw fault(index, 'request.url', text, say`Percent-encode accented letters as UTF-8.`);
  }
}

function ofAnAnswer(member: 'search' | 'response', index: number): FhirError {
  const text = say`An entry that asks for something has no \`${member}\``;
  return fault(index, member, text, say`Leave \`${member}\` out: it belongs in an answer.`);
}

const NO_CONDITIONS: Entry['conditions'] = {};

function conditionsOf(request: Readonly<Record<string, string | undefined>>): Entry['conditions'] {
  const { ifMatch, ifNoneMatch, ifNoneExist, ifModifiedSince } = request;
  if ((ifMatch ?? ifNoneMatch ?? ifNoneExist ?? ifModifiedSince) === undefined) return NO_CONDITIONS;
  return {
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }),
    ...(ifNoneExist !== undefined && { 'if-none-exist': ifNoneExist }),
    ...(ifModifiedSince !== undefined && { 'if-modified-since': new Date(ifModifiedSince).toUTCString() }),
  };
}

type Said = IssueDetail['text'];

function fault(index: number, member: string, text: Said, hint: Said): FhirError {
  const path = ['entry', index, ...member.split('.')];
  const expression = `Bundle.entry[${index}].${member}`;
  return new FhirError('invalid-request', text, [{ text, hint, expression, path }]);
}

function elsewhere(url: string, index: number, baseUrl: string): FhirError {
  const text = say`${excerptOf(url)} is not an address of this server`;
  return fault(index, 'request.url', text, say`Write what follows ${baseUrl}/, such as Organization/1234.`);
}

function noBundle(found: unknown, baseUrl: string): FhirError {
  const text = say`A Bundle is sent to ${baseUrl}; ${excerptOf(String(found))} is not a Bundle`;
  const hint = say`Send a resource to the address of its type, such as POST ${baseUrl}/Organization.`;
  return new FhirError('invalid-request', text, [{ text, hint, expression: 'resourceType', path: ['resourceType'] }]);
}

function wrongType(type: unknown): FhirError {
  const text =
    type === undefined
      ? say`The Bundle does not say its type`
      : say`A Bundle of type ${excerptOf(typeof type === 'string' ? type : JSON.stringify(type))} cannot be carried out`;
  const hint = say`Its type must be batch (each entry by itself) or transaction (all entries or none).`;
  return new FhirError('invalid-request', text, [
    { code: 'value', text, hint, expression: 'Bundle.type', path: ['type'] },
  ]);
}

/** The limit for a resource that is sent by itself. */
function tooLarge(index: number): FhirError {
  const text = say`The resource holds more than ${MOST_VALUES} values (objects, lists, texts and numbers).`;
  const hint = say`A resource has a few thousand at most.`;
  const at = { expression: `Bundle.entry[${index}].resource`, path: ['entry', index, 'resource'] };
  return new FhirError('too-large', text, [{ code: 'too-costly', text, hint, ...at }]);
}

function tooMany(count: number, most: number): FhirError {
  const text = say`The Bundle has ${count} entries; at most ${most} are allowed`;
  const hint = say`Spread them over several Bundles.`;
  return new FhirError('too-large', text, [
    { code: 'too-costly', text, hint, expression: 'Bundle.entry', path: ['entry', most] },
  ]);
}
