import type { JsonObject } from '../json/json-value';

/** Key under which a view holds the whole object; copying the members of a view copies it as well. */
const ORIGIN = Symbol('fhir:origin');

interface View {
  [ORIGIN]?: Readonly<JsonObject>;
}

/** Records that an object is a view of another one, without its hidden parts. */
export function noteOrigin(view: JsonObject, whole: Readonly<JsonObject>): void {
  (view as View)[ORIGIN] = whole;
}

/** The whole object of a view or of a copy of a view; undefined when nothing was left out. */
export function originOf(view: object): Readonly<JsonObject> | undefined {
  return (view as View)[ORIGIN];
}
