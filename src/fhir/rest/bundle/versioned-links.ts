import { FhirError } from '../../errors/fhir-error';
import type { JsonPath } from '../../errors/json-path';
import { findReferences } from '../../integrity/find-references';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { say } from '../../messages';
import { parseReference } from '../../model/reference';
import { nameOf, type StoredVersion } from '../../ports/versions';
import type { Planned } from './bundle-links';

/** On a Reference: it should point to the version that the transaction creates. */
const AS_VERSION = 'http://hl7.org/fhir/StructureDefinition/resolve-as-version-specific';
/** The part of the URL that is found in any text containing it, however characters are escaped. */
export const AS_VERSION_NAME = 'resolve-as-version-specific';

interface Asked {
  readonly reference: string;
  readonly expression: string;
  /** Path of the Reference. */
  readonly at: JsonPath;
}

/** The references that ask for a version. */
export function versionsAsked(resource: Readonly<JsonObject>): readonly Asked[] {
  return findReferences(resource).flatMap(({ reference, expression, place }) => {
    const at = place.slice(0, -1);
    return asksIn(valueAt(resource, at)) ? [{ reference, expression, at }] : [];
  });
}

/**
 * The resource with the requested versions in its references, and without the extensions that asked for them.
 * @param versionOf the version of a resource in this transaction; undefined when it is not yet known, or not part of it
 */
export function withVersions(
  resource: Readonly<JsonObject>,
  versionOf: (link: string) => StoredVersion | undefined,
): Readonly<JsonObject> {
  let made = resource;
  for (const { reference, at } of versionsAsked(resource)) {
    const link = parseReference(reference);
    if (link.form !== 'resource' || link.base !== undefined || link.versionId !== undefined) continue;
    const version = versionOf(nameOf(link));
    if (version) made = edited(made, at, (each) => versioned(each, version)) as JsonObject;
  }
  return made;
}

/**
 * Orders plans so that those that ask for versions come after the plans they ask about.
 * @param targetOf the plan a link points to; undefined when there is none
 * @throws FhirError `unprocessable` when two resources ask for each other's versions
 */
export function inOrderOfVersions<P extends Planned>(
  planned: readonly P[],
  targetOf: (reference: string, from: P) => P | undefined,
): readonly P[] {
  const done = new Set<P>();
  const open = new Set<P>();
  const visit = (each: P): void => {
    if (done.has(each)) return;
    open.add(each);
    for (const { reference, expression } of asksForVersions(each)) {
      const target = targetOf(reference, each);
      if (!target) continue;
      if (open.has(target)) throw inACircle(each, expression);
      visit(target);
    }
    open.delete(each);
    done.add(each);
  };
  const asking = new Set(planned.filter((each) => asksForVersions(each).length > 0));
  if (asking.size === 0) return planned;
  for (const each of planned) if (!asking.has(each)) done.add(each);
  for (const each of asking) visit(each);
  return [...done];
}

/** @returns an empty list when the resource of the entry is not written */
export function asksForVersions({ entry, plan }: Planned): readonly Asked[] {
  if (plan.interaction === 'delete' || plan.interaction === 'none' || !entry.resource) return [];
  return versionsAsked(entry.resource);
}

function versioned(value: JsonValue, { type, id, versionId }: StoredVersion): JsonValue {
  const { extension, ...rest } = value as JsonObject;
  const others = (extension as readonly JsonValue[]).filter((each) => !isAsking(each));
  return {
    ...(others.length > 0 && { extension: others }),
    ...rest,
    reference: `${type}/${id}/_history/${versionId}`,
  };
}

function asksIn(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Array.isArray(value['extension']) && value['extension'].some(isAsking);
}

function isAsking(extension: JsonValue): boolean {
  return isJsonObject(extension) && extension['url'] === AS_VERSION && extension['valueBoolean'] === true;
}

function valueAt(value: JsonValue, path: JsonPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (inside, step) => (inside as Readonly<Record<string | number, JsonValue>> | undefined)?.[step],
    value,
  );
}

/** Copies a value with another one at the given path. */
function edited(value: JsonValue, [step, ...rest]: JsonPath, edit: (value: JsonValue) => JsonValue): JsonValue {
  if (step === undefined) return edit(value);
  if (Array.isArray(value)) return value.map((each: JsonValue, index) => (index === step ? edited(each, rest, edit) : each)); // prettier-ignore
  const object = value as JsonObject;
  return { ...object, [step]: edited(object[step as string]!, rest, edit) };
}

function inACircle({ entry }: Planned, expression: string): FhirError {
  const text = say`Two resources cannot each refer to the version of the other that this transaction creates`;
  const hint = say`Leave the extension out in one of them.`;
  const path = ['entry', entry.index];
  return new FhirError('unprocessable', text, [
    { text, hint, expression: `Bundle.entry[${entry.index}].resource${expression.replace(/^\w+/, '')}`, path },
  ]);
}
