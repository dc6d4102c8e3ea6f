import type { ElementDefinition } from 'fhir/r4';
import { isJsonNumber, isJsonObject, type JsonValue } from '../json/json-value';
import { stringifyJson } from '../json/stringify-json';
import { isTemporal, isAfter } from '../validation/temporal';
import { quote } from '../validation/wording';
import { typedMember } from './element-node';
import { equalsFixed, matchesPattern } from './match-value';
import * as faults from './faults';
import type { ItemCheck } from './profile-run';

const LONGEST_VALUE = 200;

/**
 * The constraints of an element on its value: fixed, pattern, length and bounds.
 *
 * @param against definitions of the same element that are already checked
 */
export function valueChecks(
  name: string,
  element: ElementDefinition,
  against: readonly ElementDefinition[],
  profile: string,
): ItemCheck[] {
  const isNew = (get: (element: ElementDefinition) => unknown): boolean => {
    const mine = JSON.stringify(get(element));
    return mine !== undefined && !against.some((other) => JSON.stringify(get(other)) === mine);
  };
  const checks: ItemCheck[] = [];
  if (isNew((it) => typedMember(it, 'fixed'))) {
    const fixed = typedMember(element, 'fixed') as JsonValue;
    const fault = faults.notFixed(name, written(fixed), profile);
    checks.push((run, { value }) => void (equalsFixed(value, fixed) || run.report(fault)));
  }
  if (isNew((it) => typedMember(it, 'pattern'))) {
    const pattern = typedMember(element, 'pattern') as JsonValue;
    const fault = faults.notPattern(name, written(pattern), profile);
    checks.push((run, { value }) => void (matchesPattern(value, pattern) || run.report(fault)));
  }
  const { maxLength } = element;
  if (maxLength !== undefined && isNew((it) => it.maxLength)) {
    checks.push((run, { value }) => {
      if (typeof value !== 'string' || value.length <= maxLength) return;
      // Counts Unicode characters, and only when the string may be too long.
      const found = [...value].length;
      if (found > maxLength) run.report(faults.tooLong(name, maxLength, found, profile));
    });
  }
  if (isNew((it) => typedMember(it, 'minValue'))) {
    const limit = typedMember(element, 'minValue') as JsonValue;
    checks.push((run, { value }) => {
      if (isBelow(value, limit)) run.report(faults.tooSmall(name, written(value!), written(limit), profile));
    });
  }
  if (isNew((it) => typedMember(it, 'maxValue'))) {
    const limit = typedMember(element, 'maxValue') as JsonValue;
    checks.push((run, { value }) => {
      if (isBelow(limit, value)) run.report(faults.tooLarge(name, written(value!), written(limit), profile));
    });
  }
  return checks;
}

/** True when a value is certainly less than the other; false when they cannot be compared. */
function isBelow(value: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (isJsonNumber(value) && isJsonNumber(other)) return Number(value) < Number(other);
  if (typeof value === 'string' && typeof other === 'string') {
    if (isTemporal('time', value) && isTemporal('time', other)) return value < other;
    return isAfter(other, value);
  }
  if (!isJsonObject(value) || !isJsonObject(other)) return false;
  const unit = value.code ?? value.unit;
  return unit === (other.code ?? other.unit) && isBelow(value.value, other.value);
}

function written(value: JsonValue): string {
  const text = stringifyJson(value);
  return text.length > LONGEST_VALUE ? quote(text) : text;
}
