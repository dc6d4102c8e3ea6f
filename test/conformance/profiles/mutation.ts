import type { IssueDetail, JsonObject, JsonValue } from '../../../src/fhir';

/** Breaks one constraint of a valid resource, and says which single issue must follow. */
export interface Mutation {
  /** The change in words: `without extension:ror-meta-creation-date`. */
  readonly change: string;
  readonly apply: (resource: JsonObject) => void;
  readonly code: IssueDetail['code'];
  /** Default: `error`. */
  readonly severity?: IssueDetail['severity'];
  /** Place of the issue in the broken resource, in the notation of this file. */
  readonly at: string;
}

/**
 * Places are JSON members and indexes joined by dots; `extension:<end of its URL>` finds an extension by its URL:
 * `telecom.0.extension:ror-telecom-usage`.
 */
interface Found {
  readonly parent: JsonObject | JsonValue[];
  readonly key: string | number;
}

/** Removes an element, or one entry of a list. */
export function missing(place: string, at: string = listOf(place)): Mutation {
  return {
    change: `without ${place}`,
    code: 'required',
    at,
    apply: (resource) => {
      const { parent, key } = find(resource, place);
      if (Array.isArray(parent)) parent.splice(key as number, 1);
      else delete parent[key];
    },
  };
}

/** Repeats an entry of a list at the end of the list. */
export function repeated(place: string, at = `${listOf(place)}.last`): Mutation {
  return {
    change: `${place} twice`,
    code: 'structure',
    at,
    apply: (resource) => {
      const { parent, key } = find(resource, place);
      const list = parent as JsonValue[];
      list.push(structuredClone(list[key as number]!));
    },
  };
}

/** Replaces a value. */
export function changed(place: string, value: JsonValue, code: IssueDetail['code'], at = place): Mutation {
  return {
    change: `${place} = ${JSON.stringify(value)}`,
    code,
    at,
    apply: (resource) => {
      const { parent, key } = find(resource, place);
      (parent as JsonObject)[key] = value;
    },
  };
}

/** Replaces the code of the first coding of a CodeableConcept. */
export function otherCode(place: string, at = place): Mutation {
  return { ...changed(`${place}.coding.0.code`, 'XX', 'code-invalid', at) };
}

/** Replaces the system of the first coding of a CodeableConcept. */
export function otherSystem(place: string, at = place): Mutation {
  return { ...changed(`${place}.coding.0.system`, 'https://example.org/codes', 'code-invalid', at) };
}

/** Gives an extension a value of another type, or parts in place of a value. */
export function otherValue(place: string): Mutation[] {
  const replaceValue = (change: string, at: string, value: (member: string) => JsonObject): Mutation => ({
    change: `${place} with ${change}`,
    code: 'structure',
    at,
    apply: (resource) => {
      const { parent, key } = find(resource, place);
      const extension = (parent as JsonObject)[key] as JsonObject;
      const member = Object.keys(extension).find((name) => name.startsWith('value'))!;
      delete extension[member];
      Object.assign(extension, value(member));
    },
  });
  const parts = { extension: [{ url: 'https://example.org/part', valueBoolean: true }] };
  return [
    replaceValue('a value of another type', `${place}.value`, (member): JsonObject =>
      member === 'valueBoolean' ? { valueString: 'oui' } : { valueBoolean: true },
    ),
    replaceValue('parts', `${place}.extension.0`, () => parts),
  ];
}

/** The FHIRPath of a place: `Organization.extension[3].value`. */
export function expressionOf(resource: JsonObject, place: string): string {
  const { resourceType } = resource as { resourceType: string };
  let at: JsonValue | undefined = resource;
  return place.split('.').reduce((expression, step) => {
    const indexed = resolve(at, step);
    at = indexed.reduce<JsonValue | undefined>(
      (value, key) => (value as Record<string | number, JsonValue> | undefined)?.[key],
      at,
    );
    return indexed.reduce<string>(
      (path, key) => path + (typeof key === 'number' ? `[${key}]` : `.${String(key).replace(/^_/, '')}`),
      expression,
    );
  }, resourceType);
}

function find(resource: JsonObject, place: string): Found {
  const keys: (string | number)[] = [];
  let at: JsonValue | undefined = resource;
  for (const step of place.split('.')) {
    for (const key of resolve(at, step)) {
      keys.push(key);
      at = (at as Record<string | number, JsonValue> | undefined)?.[key];
    }
  }
  const key = keys.pop()!;
  const parent = keys.reduce<JsonValue>((value, it) => (value as Record<string | number, JsonValue>)[it]!, resource);
  return { parent: parent as Found['parent'], key };
}

function resolve(at: JsonValue | undefined, step: string): (string | number)[] {
  const [name, url] = step.split(':') as [string, string | undefined];
  if (url !== undefined) {
    const list = ((at as JsonObject)[name] ?? []) as JsonObject[];
    const index = list.findIndex((item) => item.url === url || (item.url as string).endsWith(`/${url}`));
    if (index < 0) throw new Error(`no ${step}`);
    return [name, index];
  }
  if (step === 'last') return [(at as JsonValue[]).length - 1];
  return [/^\d+$/.test(step) ? Number(step) : step];
}

/** `identifier.0` -> `identifier`; `extension:x` -> `extension`. */
function listOf(place: string): string {
  return place.replace(/(?:\.\d+|:[^.]*)$/, '');
}
