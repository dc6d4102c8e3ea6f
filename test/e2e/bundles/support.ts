import type { Bundle, BundleEntry, FhirResource, OperationOutcome } from 'fhir/r4';
import type { TestApp } from '../../support/test-app';

export interface EntryOf {
  readonly fullUrl?: string;
  readonly resource?: object;
  readonly request?: object;
}

/** An entry: its request line (`POST Organization`), its resource, and further members of its request. */
export function entry(request: string, resource?: object, more: object = {}, fullUrl?: string): EntryOf {
  const [method = '', url = ''] = request.split(' ');
  return { ...(fullUrl && { fullUrl }), ...(resource && { resource }), request: { method, url, ...more } };
}

export function bundle(type: string, ...entries: readonly EntryOf[]) {
  return { resourceType: 'Bundle', type, entry: entries };
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: Bundle<FhirResource> | OperationOutcome;
  readonly entries: readonly BundleEntry<FhirResource>[];
  /** The statuses of the entries. */
  readonly statuses: readonly string[];
  readonly issues: OperationOutcome['issue'];
}

export async function send(
  server: TestApp,
  body: object | string,
  headers: Record<string, string> = {},
  query = '',
): Promise<Answered> {
  const reply = await server.write('post', query === '' ? '' : `/?${query}`, body, headers);
  const read = reply.body as Bundle<FhirResource> | OperationOutcome;
  const entries = read.resourceType === 'Bundle' ? (read.entry ?? []) : [];
  return {
    status: reply.status,
    text: reply.text,
    body: read,
    entries,
    statuses: entries.map(({ response }) => response!.status),
    issues: read.resourceType === 'OperationOutcome' ? read.issue : [],
  };
}
