import { say, type Text } from '../messages';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { type Html, html } from './html';

/**
 * What a page shows of a resource at a glance. Stored resources are not trusted to have the structure of their type.
 */

export function textAt(object: JsonObject | undefined, name: string): string | undefined {
  const value = object && Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function objectAt(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = object && Object.hasOwn(object, name) ? object[name] : undefined;
  return isJsonObject(value) ? value : undefined;
}

function listAt(object: JsonObject | undefined, name: string): readonly JsonValue[] {
  const value = object && Object.hasOwn(object, name) ? object[name] : undefined;
  return Array.isArray(value) ? value : [];
}

export function objectsAt(object: JsonObject | undefined, name: string): readonly JsonObject[] {
  return listAt(object, name).filter(isJsonObject);
}

export function textsAt(object: JsonObject | undefined, name: string): readonly string[] {
  return listAt(object, name).filter((value) => typeof value === 'string');
}

/**
 * What a person would call the resource: its name, otherwise what it is, otherwise its identifier. Undefined when it
 * has none of these.
 */
export function nameOf(resource: JsonObject): string | undefined {
  return (
    textAt(resource, 'title') ??
    textAt(resource, 'name') ??
    firstOf(objectsAt(resource, 'name'), humanName) ??
    textsAt(resource, 'alias')[0] ??
    softwareName(resource) ??
    conceptOf(resource, 'code') ??
    textAt(objectAt(resource, 'practitioner'), 'display') ??
    conceptOf(resource, 'type') ??
    firstOf(objectsAt(resource, 'identifier'), (identifier) => textAt(identifier, 'value'))
  );
}

const BUNDLE_TITLES: Readonly<Record<string, Text>> = {
  history: say`History`,
  searchset: say`Search results`,
  batch: say`Batch`,
  'batch-response': say`Batch results`,
  transaction: say`Transaction`,
  'transaction-response': say`Transaction results`,
  document: say`Document`,
  message: say`Message`,
  collection: say`Collection`,
};

/** The title of a page about the resource: for a Bundle, its kind; otherwise {@link titleOf}. */
export function headingOf(resource: JsonObject): Text {
  const bundle = textAt(resource, 'resourceType') === 'Bundle' ? (textAt(resource, 'type') ?? '') : '';
  return Object.hasOwn(BUNDLE_TITLES, bundle) ? BUNDLE_TITLES[bundle]! : titleOf(resource);
}

/** The name or, if it has none, `Organization/1234`. */
export function titleOf(resource: JsonObject): string {
  const type = textAt(resource, 'resourceType') ?? 'Resource';
  const id = textAt(resource, 'id');
  return nameOf(resource) ?? (id ? `${type}/${id}` : type);
}

function humanName(name: JsonObject): string | undefined {
  const family = textAt(name, 'family');
  const parts = [...textsAt(name, 'prefix'), ...textsAt(name, 'given'), ...(family ? [family] : [])];
  return textAt(name, 'text') ?? (parts.join(' ') || undefined);
}

function softwareName(resource: JsonObject): string | undefined {
  return textAt(objectAt(resource, 'software'), 'name');
}

/** The text of a CodeableConcept, or of the first one in a list. */
function conceptOf(resource: JsonObject, name: string): string | undefined {
  const single = objectAt(resource, name);
  return firstOf(single ? [single] : objectsAt(resource, name), conceptText);
}

function conceptText(concept: JsonObject): string | undefined {
  return textAt(concept, 'text') ?? firstOf(objectsAt(concept, 'coding'), (coding) => textAt(coding, 'display'));
}

function firstOf<T>(items: readonly T[], read: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = read(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

const QUIET_STATES: ReadonlySet<string> = new Set(['inactive', 'retired', 'suspended', 'entered-in-error', 'off']);

/** The state of the resource in one word: active, inactive or its status. */
export function stateOf(resource: JsonObject): { readonly text: Text; readonly isOn: boolean } | undefined {
  const active = Object.hasOwn(resource, 'active') ? resource['active'] : undefined;
  if (typeof active === 'boolean') return { text: active ? say`active` : say`inactive`, isOn: active };
  const status = textAt(resource, 'status');
  return status === undefined ? undefined : { text: status, isOn: !QUIET_STATES.has(status) };
}

const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;

/** `Resource.language` as markup, where it is a tag of a language: ` lang="fr"`. */
export function languageOf(resource: JsonObject): Html | undefined {
  const tag = textAt(resource, 'language');
  return tag !== undefined && LANGUAGE_TAG.test(tag) ? html` lang="${tag}"` : undefined;
}

/** `2026-11-22T21:30:05.123+01:00` becomes `2026-11-22 21:30:05 +01:00`; any other text is returned unchanged. */
export function readableInstant(instant: string): string {
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(instant) ?? [];
  return day ? `${day} ${time} ${zone === 'Z' ? 'UTC' : zone}` : instant;
}

/** The last segment of a canonical URL, which is its most readable part: `my-organization`. */
export function shortCanonical(canonical: string): string {
  return /([^/]+)\/?$/.exec(canonical)?.[1] ?? canonical;
}
