import { isJsonObject, type JsonObject, type JsonValue } from '../json';

/** What `$meta-add` and `$meta-delete` change: sets, and what two of their members are the same by. */
const SETS: Readonly<Record<string, (member: JsonValue) => string>> = {
  profile: (canonical) => JSON.stringify(canonical),
  security: codingKey,
  tag: codingKey,
};

/** Version and display of a coding do not count. */
function codingKey(coding: JsonValue): string {
  const { system = null, code = null } = isJsonObject(coding) ? coding : {};
  return JSON.stringify([system, code]);
}

/** The meta with what another one has besides: what is there already stays as it is. */
export function withMeta(meta: JsonObject, added: JsonObject): JsonObject {
  return changed(meta, added, (own, others, keyOf) => {
    const known = new Set(own.map(keyOf));
    return [...own, ...others.filter((each) => !known.has(keyOf(each)) && known.add(keyOf(each)))];
  });
}

/** The meta without what another one has. */
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

/** What is beside the members of a list (`_profile`) would belong to others once the list has changed. */
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
