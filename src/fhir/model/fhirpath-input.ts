import { FP_Decimal } from 'fhirpath';
import { FhirDecimal } from '../json/fhir-decimal';
import { isContainer, type JsonObject, type JsonValue } from '../json/json-value';

/** Values are never changed once they are evaluated, so what was made of one holds. */
const made = new WeakMap<JsonObject | JsonValue[], unknown>();

/**
 * A JSON value as fhirpath's engine computes with it: each number with more digits than a double gives back is one of
 * the engine's own decimals, exact to the last digit. Names and indexes are those of the value; a value without such
 * numbers is given back itself. To be exact, the expression is compiled with `preciseMath`.
 */
export function fhirPathInput(value: JsonValue | undefined): unknown {
  if (value instanceof FhirDecimal) return FP_Decimal.getDecimal(value.text);
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
