import { isJsonObject, type JsonObject, type JsonValue } from '../json';

/** The sets that `$meta-add` and `$meta-delete` change, each with the key by which members are equal. */
const SETS: Readonly<Record<string, (member: JsonValue) => string>> = {
  profile: (canonical) => JSON.stringify(canonical),
  security: codingKey,
  tag: codingKey,
};

/** Version and display are ignored. */
function codingKey(coding: JsonValue): string {
  const { system = null, code = null } = isJsonObject(coding) ? coding : {};
  return JSON.stringify([system, code]);
}

/** Adds members that are missing; existing ones stay unchanged. */
export function withMeta(meta: JsonObject, added: JsonObject): JsonObject {
  return changed(meta, added, (own, others, keyOf) => {
    const known = new Set(own.map(keyOf));
    return [...own, ...others.filter((each) => !known.has(keyOf(each)) && known.add(keyOf(each)))];
  });
}

/** Removes members. */
export function withoutMeta(meta: JsonObject, removed: JsonObject): JsonObject {
  return changed(meta, removed, (own, others, keyOf) => {
    const gone = new Set(others.map(keyOf));
    return own.filter((each) => !gone.has(keyOf(each)));
  });
}

type Combine = (
  own: readonly JsonValue[],
  others: readonly JsonValue[],
  keyOf: (member: JsonValue) => string,
) => readonly JsonValue[];

/** The siblings of a list (`_profile`) are dropped when it changes, because they would refer to other members. */
function changed(meta: JsonObject, other: JsonObject, combine: Combine): JsonObject {
  const result: JsonObject = { ...meta };
  for (const [name, keyOf] of Object.entries(SETS)) {
    const own = listOf(meta[name]);
    const members = combine(own, listOf(other[name]), keyOf);
    if (members.length === own.length) continue;
    delete result[`_${name}`];
    if (members.length > 0) result[name] = [...members];
    else delete result[name];
  }
  return result;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
