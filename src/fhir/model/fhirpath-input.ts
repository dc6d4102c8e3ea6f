import { FhirDecimal } from '../json/fhir-decimal';
import { isContainer, type JsonObject, type JsonValue } from '../json/json-value';
import { engine } from './fhirpath-engine';

/** Values are not modified after they have been evaluated, so conversions can be cached. */
const made = new WeakMap<JsonObject | JsonValue[], unknown>();

/**
 * Converts a JSON value for the fhirpath engine. Numbers with more digits than a double can hold become the engine's
 * own decimals, exact to the last digit. Names and indexes stay the same; a value without such numbers is returned
 * unchanged. For exact results, compile the expression with `preciseMath`.
 */
export function fhirPathInput(value: JsonValue | undefined): unknown {
  if (value instanceof FhirDecimal) return engine().FP_Decimal.getDecimal(value.text);
  if (!isContainer(value)) return value;
  const known = made.get(value);
  if (known !== undefined) return known;
  const input = Array.isArray(value) ? itemsOf(value) : jsonMembers(value);
  made.set(value, input);
  return input;
}

function itemsOf(list: JsonValue[]): unknown {
  const items = list.map(fhirPathInput);
  return items.some((item, index) => item !== list[index]) ? items : list;
}

function jsonMembers(object: JsonObject): unknown {
  let members: Record<string, unknown> | undefined;
  for (const name of Object.keys(object)) {
    const member = fhirPathInput(object[name]);
    if (member === object[name]) continue;
    members ??= { ...object };
    members[name] = member;
  }
  return members ?? object;
}
