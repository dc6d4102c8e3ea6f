const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const FORMS: Readonly<Record<string, RegExp>> = {
  integer: /^-?(0|[1-9]\d*)$/,
  unsignedInt: /^(0|[1-9]\d*)$/,
  positiveInt: /^[1-9]\d*$/,
  decimal: DECIMAL,
};
const LONGEST = 40;

/**
 * The number that a string spells in the exact syntax of a numeric type, and which written back gives the same string:
 * `"1.50"` stays a string, since its precision would be lost.
 *
 * @param type a primitive type; other than numeric ones give undefined
 */
export function numberFromString(type: string, text: string): number | undefined {
  if (text.length > LONGEST || !FORMS[type]?.test(text)) return undefined;
  const value = Number(text);
  return String(value) === text ? value : undefined;
}
