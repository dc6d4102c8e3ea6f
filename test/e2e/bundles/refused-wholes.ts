import { place } from './refused-rows';
import { bundle, entry } from './support';

/** Faults of the Bundle as a whole. */
export const WHOLES: readonly { readonly rule: string; readonly body: object; readonly status: number; readonly at?: string }[] = [
  { rule: 'a resource that is not a Bundle', body: place(), status: 400, at: 'resourceType' },
  { rule: 'no type', body: { resourceType: 'Bundle' }, status: 400, at: 'Bundle.type' },
  { rule: 'a collection', body: bundle('collection'), status: 400, at: 'Bundle.type' },
  { rule: 'a searchset', body: bundle('searchset'), status: 400, at: 'Bundle.type' },
  { rule: 'an answer', body: bundle('transaction-response'), status: 400, at: 'Bundle.type' },
  { rule: 'an unknown element', body: { ...bundle('transaction', entry('GET Location')), entri: [] }, status: 400 },
  { rule: 'an entry without a request', body: bundle('transaction', { resource: place() }), status: 400, at: 'Bundle.entry[0].request' },
  { rule: 'an unknown method', body: bundle('transaction', entry('FETCH Location/1')), status: 400, at: 'Bundle.entry[0].request.method' },
  { rule: 'a request without a URL', body: bundle('transaction', { request: { method: 'GET' } }), status: 400 },
  { rule: 'an invalid instant', body: bundle('transaction', entry('GET Location/1', undefined, { ifModifiedSince: 'soon' })), status: 400, at: 'Bundle.entry[0].request.ifModifiedSince' },
  { rule: 'entries that are not a list', body: { resourceType: 'Bundle', type: 'transaction', entry: {} }, status: 400 },
  { rule: 'two entries with the same full URL', body: bundle('transaction', entry('POST Location', place(), {}, 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a'), entry('POST Location', place(), {}, 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a')), status: 400 },
  { rule: 'too many entries', body: bundle('transaction', ...Array.from({ length: 1_001 }, () => entry('GET Location'))), status: 413, at: 'Bundle.entry' },
  { rule: 'an entry with a search mode', body: bundle('transaction', { ...entry('GET Location/1'), search: { mode: 'match' } } as object), status: 400, at: 'Bundle.entry[0].search' },
  { rule: 'an entry with an answer', body: bundle('transaction', { ...entry('GET Location/1'), response: { status: '200' } } as object), status: 400, at: 'Bundle.entry[0].response' },
  { rule: 'an entry with nothing', body: bundle('transaction', {}), status: 400, at: 'Bundle.entry[0].request' },
  { rule: 'a full URL of a version', body: bundle('transaction', entry('POST Location', place(), {}, 'http://elsewhere.example/fhir/Location/a/_history/1')), status: 400 },
  { rule: 'an invalid full URL', body: bundle('transaction', entry('POST Location', place(), {}, 'not a url')), status: 400, at: 'Bundle.entry[0].fullUrl' },
  { rule: 'a full URL of another id', body: bundle('transaction', entry('POST Location', place({ id: 'b' }), {}, 'http://elsewhere.example/fhir/Location/a')), status: 400, at: 'Bundle.entry[0].fullUrl' },
  { rule: 'a full URL of another type', body: bundle('transaction', entry('POST Location', place({ id: 'a' }), {}, 'http://elsewhere.example/fhir/Organization/a')), status: 400, at: 'Bundle.entry[0].fullUrl' },
  { rule: 'a link without a relation', body: { ...bundle('transaction', entry('GET Location/1')), link: [{ url: 'http://elsewhere.example' }] }, status: 400 },
  { rule: 'a signature without its type', body: { ...bundle('transaction', entry('GET Location/1')), signature: { when: '2026-01-01T00:00:00Z', who: { display: 'A' } } }, status: 400 },
  { rule: 'an invalid timestamp', body: { ...bundle('transaction', entry('GET Location/1')), timestamp: '2026-01-01' }, status: 400, at: 'Bundle.timestamp' },
  { rule: 'an unknown type', body: bundle('transactions'), status: 400, at: 'Bundle.type' },
  { rule: 'a request with an unknown element', body: bundle('transaction', entry('GET Location/1', undefined, { ifNonMatch: 'W/"1"' })), status: 400, at: 'Bundle.entry[0].request.ifNonMatch' },
  { rule: 'a resource that is a string', body: bundle('transaction', { ...entry('POST Location'), resource: 'Location' } as object), status: 400 },
]; // prettier-ignore
