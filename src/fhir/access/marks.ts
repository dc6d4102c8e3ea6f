import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { SUBSETTED } from '../model/subsetted';
import { noteOrigin, originOf } from '../search/origin';

/** Marks a resource of which parts are hidden. @see https://terminology.hl7.org/CodeSystem-v3-ObservationValue.html */
export const REDACTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'REDACTED',
  display: 'redacted',
} as const;

type Resource = Readonly<JsonObject>;
type MarkedList = 'security' | 'tag';
const MARKS = { security: REDACTED, tag: SUBSETTED } as const;
const LISTS = ['security', 'tag'] as const;

/** A view as it is sent: marked as incomplete. The marks come last in their lists. */
export function marked(view: Resource): Resource {
  const meta = isJsonObject(view['meta']) ? view['meta'] : {};
  const added: JsonObject = { ...meta };
  for (const name of LISTS) added[name] = [...listOf(meta, name), { ...MARKS[name] }];
  const shown = { ...view, meta: added };
  const whole = originOf(view);
  if (whole) noteOrigin(shown, whole);
  return shown;
}

/** Removes one of each mark that `marked` adds, and nothing else. */
export function unmarked(resource: Resource): JsonObject {
  const { meta } = resource;
  if (!isJsonObject(meta)) return resource;
  const rest: JsonObject = { ...meta };
  for (const name of LISTS) {
    const list = listOf(meta, name);
    const at = list.findLastIndex((each) => isMark(each, name));
    if (at === -1) continue;
    if (list.length > 1) rest[name] = list.toSpliced(at, 1);
    else delete rest[name];
  }
  if (Object.keys(rest).length > 0) return { ...resource, meta: rest };
  const { meta: _, ...others } = resource;
  return others;
}

/**
 * Whether a body is a view as it was sent, with nothing else left out: `_summary` and `_elements` add the `SUBSETTED`
 * tag a second time.
 */
export function isMarkedOnce({ meta }: Resource): boolean {
  if (!isJsonObject(meta)) return false;
  return LISTS.every((name) => listOf(meta, name).filter((each) => isMark(each, name)).length === 1);
}

function listOf(meta: Resource, name: MarkedList): readonly JsonValue[] {
  const list = meta[name];
  return Array.isArray(list) ? list : [];
}

function isMark(value: JsonValue, name: MarkedList): boolean {
  const { system, code } = MARKS[name];
  return isJsonObject(value) && value['system'] === system && value['code'] === code;
}
