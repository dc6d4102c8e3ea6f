import { writeXml, type JsonObject } from '../../src/fhir';

export interface LoopRequest {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly accept?: string;
  readonly prefer?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** A request designed to keep the server busy. */
export interface LoopCase {
  readonly name: string;
  /** Built when its turn comes, because all of them together would not fit into memory. */
  readonly request: () => LoopRequest;
  /** Cases that store what this one is about. They come earlier in the list; `--only` sends them unmeasured. */
  readonly needs?: readonly string[];
}

export const JSON_TYPE = 'application/fhir+json';
export const XML_TYPE = 'application/fhir+xml';

export function organization(members: JsonObject, id = 'big'): JsonObject {
  return { resourceType: 'Organization', id, name: 'Large', identifier: [{ value: id }], ...members };
}

export function service(members: JsonObject, id = 'big'): JsonObject {
  return { resourceType: 'HealthcareService', id, ...members };
}

export function put(resource: JsonObject, more: Partial<LoopRequest> = {}): LoopRequest {
  const path = `/${resource.resourceType as string}/${resource.id as string}`;
  return { method: 'PUT', path, type: JSON_TYPE, body: JSON.stringify(resource), ...more };
}

export function putXml(resource: JsonObject): LoopRequest {
  return put(resource, { type: XML_TYPE, body: writeXml(resource) });
}

export function validate(resource: JsonObject): LoopRequest {
  return { method: 'POST', path: '/$validate', type: JSON_TYPE, body: JSON.stringify(resource) };
}

export function diff(from: JsonObject, to: JsonObject): LoopRequest {
  const parameter = [
    { name: 'from', resource: from },
    { name: 'to', resource: to },
  ];
  return {
    method: 'POST',
    path: '/$diff',
    type: JSON_TYPE,
    body: JSON.stringify({ resourceType: 'Parameters', parameter }),
  };
}

export const get = (path: string, accept = JSON_TYPE): LoopRequest => ({ method: 'GET', path, accept });

export type Part = JsonObject;
export const named = (name: string, value: JsonObject): Part => ({ name, ...value });

export function operation(type: string, path: string, ...parts: Part[]): JsonObject {
  return {
    name: 'operation',
    part: [named('type', { valueCode: type }), named('path', { valueString: path }), ...parts],
  };
}

export function fhirPatch(id: string, operations: readonly JsonObject[], type = 'Organization'): LoopRequest {
  return {
    method: 'PATCH',
    path: `/${type}/${id}`,
    type: JSON_TYPE,
    body: JSON.stringify({ resourceType: 'Parameters', parameter: operations }),
  };
}

export function jsonPatch(id: string, operations: readonly JsonObject[], type = 'Organization'): LoopRequest {
  return {
    method: 'PATCH',
    path: `/${type}/${id}`,
    type: 'application/json-patch+json',
    body: JSON.stringify(operations),
  };
}

export function xmlPatch(id: string, operations: readonly string[], type = 'Organization'): LoopRequest {
  return {
    method: 'PATCH',
    path: `/${type}/${id}`,
    type: 'application/xml-patch+xml',
    body: `<diff xmlns:f="http://hl7.org/fhir">${operations.join('')}</diff>`,
  };
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
