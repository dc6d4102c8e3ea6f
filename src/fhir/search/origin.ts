import type { JsonObject } from '../json/json-value';

/** Where a view keeps what it is a view of; whoever copies its members copies this as well. */
const ORIGIN = Symbol('fhir:origin');

interface View {
  [ORIGIN]?: Readonly<JsonObject>;
}

/** Notes that an object is another one without what somebody may not see. */
export function noteOrigin(view: JsonObject, whole: Readonly<JsonObject>): void {
  (view as View)[ORIGIN] = whole;
}

/** The object of which this one is a view, or a copy of a view; undefined: nothing was left out of it. */
export function originOf(view: object): Readonly<JsonObject> | undefined {
  return (view as View)[ORIGIN];
}
