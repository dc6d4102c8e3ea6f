import type { JsonPath } from '../errors/json-path';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { jsonEqual } from '../patch/json-equal';

/** Elements of `meta` that the server sets itself. */
const STAMPED = ['versionId', 'lastUpdated'];

/** See `AccessChange.paths`. */
export function changedPaths(
  before: Readonly<JsonObject> | undefined,
  after: Readonly<JsonObject> | undefined,
): readonly JsonPath[] {
  if (!before || !after) return [[]];
  const paths: JsonPath[] = [];
  collect(before, after, [], paths);
  return paths.filter(([first, second]) => !(first === 'meta' && STAMPED.includes(String(second))));
}

function collect(one: JsonValue | undefined, other: JsonValue | undefined, at: JsonPath, paths: JsonPath[]): void {
  if (one === other || jsonEqual(one, other)) return;
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    for (const [index, each] of one.entries()) collect(each, other[index], [...at, index], paths);
  } else if (isJsonObject(one) && isJsonObject(other)) {
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
      collect(one[name], other[name], [...at, name], paths);
  } else {
    paths.push(at);
  }
}
