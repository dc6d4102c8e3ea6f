import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { say } from '../messages';
import { inapplicable } from './patch-fault';

const OWNED_IN_META = ['versionId', '_versionId', 'lastUpdated', '_lastUpdated'];

/**
 * Protects what the server owns: `id`, `meta.versionId` and `meta.lastUpdated`.
 *
 * An operation on `meta` as a whole (delete, or replace with a value that lacks them) keeps these two and changes the
 * rest. Giving one of them another value, or deleting one by its own path, is refused.
 *
 * @param wholeMeta the operation targets `meta` itself, not an element of it
 * @throws FhirError `unprocessable`
 */
export function keepServerOwned(
  before: Readonly<JsonObject>,
  after: JsonObject,
  wholeMeta: boolean,
  expression: string,
): JsonObject {
  for (const key of ['id', '_id']) {
    if (before[key] !== after[key] && !isDeepStrictEqual(before[key], after[key])) throw immutable('id', expression);
  }
  if (before.meta === after.meta) return after;
  const owned = metaMembers(before.meta);
  const given = metaMembers(after.meta);
  const kept: JsonObject = {};
  for (const key of OWNED_IN_META) {
    const was = owned[key];
    const is = given[key];
    if (was === is || isDeepStrictEqual(was, is)) continue;
    if (is !== undefined || was === undefined || !wholeMeta)
      throw immutable(`meta.${key.replace('_', '')}`, expression);
    kept[key] = was;
  }
  return Object.keys(kept).length > 0 ? { ...after, meta: { ...kept, ...given } } : after;
}

function metaMembers(meta: JsonValue | undefined): Readonly<JsonObject> {
  return isJsonObject(meta) ? meta : {};
}

function immutable(name: string, expression: string): Error {
  return inapplicable({
    code: 'business-rule',
    text: say`\`${name}\` cannot be changed by a patch: the server sets it.`,
    hint: say`Leave the operation out.`,
    expression,
  });
}
