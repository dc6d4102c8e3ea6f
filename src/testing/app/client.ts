import type { Bundle, CapabilityStatement, FhirResource, OperationOutcome } from 'fhir/r4';
import { parseXml } from '../../fhir';
import type { ResourceOf, TypeName } from './resource-of';

const FHIR_JSON = 'application/fhir+json';

export interface Answer<R = FhirResource> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The resource in the body, from JSON or XML; undefined when the body holds none. */
  readonly resource: R | undefined;
  /** The OperationOutcome of a refusal (status 400 or higher). */
  readonly outcome: OperationOutcome | undefined;
  /** The header's value, ready for `If-Match`. */
  readonly etag: string | undefined;
}

export type HeaderValues = Readonly<Record<string, string>>;

/** Sends requests to a FHIR server. No status is thrown as an error; the answer holds it. */
export interface FhirClient {
  /** @param path below the base URL, such as `/Organization/1` */
  send<R = FhirResource>(method: string, path: string, headers?: HeaderValues, body?: string): Promise<Answer<R>>;
  read<T extends TypeName>(type: T, id: string, headers?: HeaderValues): Promise<Answer<ResourceOf<T>>>;
  create<R extends FhirResource>(resource: R, headers?: HeaderValues): Promise<Answer<ResourceOf<R['resourceType']>>>;
  /** @throws TypeError for a resource without an id */
  update<R extends FhirResource>(resource: R, headers?: HeaderValues): Promise<Answer<ResourceOf<R['resourceType']>>>;
  /** @param patch a FHIRPath Patch (`patchOf`), or the operations of a JSON Patch */
  patch<T extends TypeName>(type: T, id: string, patch: object, headers?: HeaderValues): Promise<Answer<ResourceOf<T>>>;
  delete(type: string, id: string, headers?: HeaderValues): Promise<Answer>;
  search<T extends TypeName>(
    type: T,
    parameters?: HeaderValues,
    headers?: HeaderValues,
  ): Promise<Answer<Bundle<ResourceOf<T>>>>;
  capabilities(): Promise<CapabilityStatement>;
}

/**
 * A client of a running server; `{ baseUrl }` is enough. @param always headers for every request, such as
 * `Authorization`
 */
export function client({ baseUrl }: { readonly baseUrl: string }, always: HeaderValues = {}): FhirClient {
  async function send<R>(method: string, path: string, headers: HeaderValues = {}, body?: string): Promise<Answer<R>> {
    const reply = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { Accept: FHIR_JSON, ...always, ...headers },
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const text = await reply.text();
    const resource = resourceIn(text, reply.headers.get('content-type') ?? '');
    const isRefusal = reply.status >= 400 && resource?.resourceType === 'OperationOutcome';
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      resource: resource as R | undefined,
      outcome: isRefusal ? resource : undefined,
      etag: reply.headers.get('etag') ?? undefined,
    };
  }
  const write = <R>(method: string, path: string, body: object, headers: HeaderValues, mediaType = FHIR_JSON) =>
    send<R>(method, path, { 'Content-Type': mediaType, ...headers }, JSON.stringify(body));
  return {
    send,
    read: (type, id, headers) => send('GET', `/${type}/${id}`, headers),
    create: (resource, headers = {}) => write('POST', `/${resource.resourceType}`, resource, headers),
    update: async (resource, headers = {}) => {
      const { resourceType, id } = resource;
      if (id === undefined) throw new TypeError('A resource that is updated needs an id');
      return write('PUT', `/${resourceType}/${id}`, resource, headers);
    },
    patch: (type, id, patch, headers = {}) =>
      write(
        'PATCH',
        `/${type}/${id}`,
        patch,
        headers,
        Array.isArray(patch) ? 'application/json-patch+json' : FHIR_JSON,
      ),
    delete: (type, id, headers) => send('DELETE', `/${type}/${id}`, headers),
    search: (type, parameters = {}, headers) =>
      send('GET', `/${type}?${new URLSearchParams(parameters).toString()}`, headers),
    capabilities: async () => {
      const { status, resource } = await send<CapabilityStatement>('GET', '/metadata');
      if (status !== 200 || !resource) throw new Error(`GET ${baseUrl}/metadata is answered ${status}`);
      return resource;
    },
  };
}

function resourceIn(text: string, contentType: string): FhirResource | undefined {
  if (text === '') return undefined;
  if (contentType.startsWith(FHIR_JSON)) return JSON.parse(text) as FhirResource;
  return contentType.startsWith('application/fhir+xml')
    ? (parseXml(text).resource as unknown as FhirResource)
    : undefined;
}
