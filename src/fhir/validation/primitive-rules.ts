import type { FhirDecimal } from '../json/fhir-decimal';
import { say, type Message, type Text } from '../messages';
import type { Divisible } from '../steps';
import { CONTROL, hasBlank } from './characters';
import { MAX_STRING_LENGTH } from './limits';
import { isCalendarDay, isTemporal } from './temporal';
import { excerpt, quote } from './wording';
import type { Fault } from './issue-collector';
import { xhtmlFault } from './xhtml';

type StringRule = Divisible<[text: string], Fault | undefined>;
type NumberRule = (value: number | FhirDecimal) => Fault | undefined;

// These expressions visit each character once; the specification's own expression for base64Binary takes exponential
// time.
const NOT_BASE64 = /[^A-Za-z0-9+/=\s]/;
const INTEGER_LIMIT = 2 ** 31;

function fault(text: Text, hint: Text): Fault {
  return { code: 'value', text, hint };
}

/** @param written the value as it appears in the message, strings in quotation marks */
function isNot(written: string, type: string): Message {
  return /^(?:[aeio]|unsignedInt$)/.test(type) ? say`${written} is not an ${type}.` : say`${written} is not a ${type}.`;
}

const text: StringRule = (value) => {
  if (value.length > MAX_STRING_LENGTH)
    return fault(say`The string has ${value.length} characters.`, say`A string has ${MAX_STRING_LENGTH} at most.`);
  const control = CONTROL.exec(value);
  if (!control) return undefined;
  const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return fault(
    say`The string holds the control character U+${code}.`,
    say`Of the control characters, only tab, line feed and carriage return are allowed.`,
  );
};

const code: StringRule = (value) =>
  value.trim() !== value || /\s\s/.test(value)
    ? fault(isNot(quote(value), 'code'), say`A code has no spaces around it, and no two in a row within.`)
    : text(value);

const uri =
  (type: string): StringRule =>
  (value) =>
    hasBlank(value) ? fault(isNot(quote(value), type), say`A ${type} has no spaces; write %20 for one.`) : undefined;

const matching =
  (type: string, form: RegExp, hint: Text): StringRule =>
  (value) =>
    form.test(value) ? undefined : fault(isNot(quote(value), type), hint);

const temporal =
  (type: Parameters<typeof isTemporal>[0], hint: Text): StringRule =>
  (value) => {
    if (isTemporal(type, value)) return undefined;
    const noSuchDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T|$)/.test(value) && !isCalendarDay(value);
    return fault(isNot(quote(value), type), noSuchDay ? say`The month has no day ${value.slice(8, 10)}.` : hint);
  };

const base64: StringRule = (value) => {
  const packed = value.replace(/\s+/g, '');
  const padding = packed.indexOf('=');
  const whole = packed.length > 0 && packed.length % 4 === 0 && !NOT_BASE64.test(packed);
  if (whole && (padding < 0 || /^={1,2}$/.test(packed.slice(padding)))) return undefined;
  return fault(
    say`The value is not base64.`,
    say`Write groups of four of A-Z a-z 0-9 + /, the last one filled up with =.`,
  );
};

/** Rules for the values of each primitive type that is a string in JSON; the value is not empty. */
export const STRING_RULES: Readonly<Record<string, StringRule>> = {
  string: text,
  markdown: text,
  code,
  uri: uri('uri'),
  url: uri('url'),
  canonical: uri('canonical'),
  id: matching('id', /^[A-Za-z0-9\-.]{1,64}$/, say`An id has 1 to 64 characters: A-Z a-z 0-9, the dash and the dot.`),
  oid: matching('oid', /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/, say`Write it as urn:oid:2.999.1.`),
  uuid: matching(
    'uuid',
    /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    say`Write it as urn:uuid:c757873d-ec9a-4326-a141-556f43239520, in lower case.`,
  ),
  date: temporal('date', say`Write YYYY, YYYY-MM or YYYY-MM-DD.`),
  dateTime: temporal(
    'dateTime',
    say`Write YYYY, YYYY-MM, YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss with a zone: Z or +02:00.`,
  ),
  instant: temporal('instant', say`Write YYYY-MM-DDThh:mm:ss with a zone: 2024-05-31T08:30:00.000+02:00.`),
  time: temporal('time', say`Write hh:mm:ss, without a zone: 08:30:00.`),
  base64Binary: base64,
  xhtml: xhtmlFault,
};

/** Integers have neither a decimal point nor an exponent: `1.0` and `1e2` are decimals. */
const integer = (type: string, least: number): NumberRule => {
  const form = least < 0 ? /^-?(0|[1-9]\d*)$/ : /^(0|[1-9]\d*)$/;
  return (value) => {
    const digits = String(value);
    const number = Number(value);
    const inRange = number >= least && number < INTEGER_LIMIT;
    if (inRange && form.test(digits)) return undefined;
    return fault(
      isNot(excerpt(digits), type),
      inRange && Number.isInteger(number)
        ? say`Write it without a point, an exponent or a sign before 0: ${number === 0 ? 0 : number}.`
        : say`Write a whole number from ${least} to ${INTEGER_LIMIT - 1}.`,
    );
  };
};

/**
 * Rules for the values of each primitive type that is a number in JSON; a decimal may have any digits and exponent
 * within a double's range.
 */
export const NUMBER_RULES: Readonly<Record<string, NumberRule>> = {
  decimal: () => undefined,
  integer: integer('integer', -INTEGER_LIMIT),
  unsignedInt: integer('unsignedInt', 0),
  positiveInt: integer('positiveInt', 1),
};
