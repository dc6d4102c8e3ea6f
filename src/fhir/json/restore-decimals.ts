import { numberFromDigits } from './json-number';
import type { JsonObject, JsonValue } from './json-value';
import type { DecimalToken } from './number-tokens';

/**
 * Restores the digits that `JSON.parse` lost, using the fact that a value has its numbers in text order. Recursive, so
 * only for values of limited depth.
 *
 * @param value modified in place
 * @returns undefined when it cannot be done: a number is out of range, or a name starts with a digit, in which case the
 *   engine may not keep the order. No FHIR element has such a name
 */
export function restoreDecimals(value: JsonValue, decimals: readonly DecimalToken[]): JsonValue | undefined {
  const restorer = new Restorer(decimals);
  const restored = restorer.restore(value);
  return restorer.failed ? undefined : restored;
}

const ZERO = 0x30;
const NINE = 0x39;

class Restorer {
  failed = false;
  private numbers = 0;
  private found = 0;
  /** Ordinal of the next number to restore; avoids an array access for every number. */
  private ordinal: number;

  constructor(private readonly decimals: readonly DecimalToken[]) {
    this.ordinal = decimals[0]?.ordinal ?? -1;
  }

  restore(value: JsonValue): JsonValue {
    if (typeof value === 'number') return this.numbers++ === this.ordinal ? this.take(value) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) this.items(value);
    else this.members(value as JsonObject);
    return value;
  }

  private items(list: JsonValue[]): void {
    for (let index = 0; index < list.length; index += 1) {
      const item = list[index]!;
      const restored = this.restore(item);
      if (restored !== item) list[index] = restored;
    }
  }

  private members(object: JsonObject): void {
    for (const name in object) {
      const first = name.charCodeAt(0);
      if (first >= ZERO && first <= NINE) this.failed = true;
      const member = object[name]!;
      const restored = this.restore(member);
      if (restored !== member) object[name] = restored;
    }
  }

  private take(lossy: number): JsonValue {
    const { digits } = this.decimals[this.found]!;
    this.found += 1;
    this.ordinal = this.decimals[this.found]?.ordinal ?? -1;
    const number = numberFromDigits(digits);
    if (number === undefined || Number(number) !== lossy) this.failed = true;
    return number ?? lossy;
  }
}
