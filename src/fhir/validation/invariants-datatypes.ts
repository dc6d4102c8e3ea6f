import type { JsonObject } from '../json/json-value';
import { say } from '../messages';
import { has, hasChoice, needs, numberIn, objectIn } from './invariant-helpers';
import type { Invariant } from './invariants';
import { isAfter } from './temporal';

const UCUM = 'http://unitsofmeasure.org';
const isUcum = ({ system }: JsonObject): boolean => system === undefined || system === UCUM;

/** Invariants of the R4 data types (datatypes.html and metadatatypes.html), except Timing, which has its own file. */
export const dataTypeInvariants: readonly Invariant[] = [
  {
    key: 'ext-1',
    on: 'Extension',
    human: say`An extension has either a value or extensions of its own, and not both`,
    hint: say`Give it one value[x], such as valueString, or a list \`extension\`.`,
    holds: (extension) => has(extension, 'extension') !== hasChoice(extension, 'value'),
  },
  {
    key: 'ref-1',
    on: 'Reference',
    human: say`The reference names a contained resource that does not exist`,
    hint: say`Put a resource with this id into \`contained\`, or refer to one on a server: Type/id.`,
    holds: ({ reference }, { scope }) =>
      typeof reference !== 'string' ||
      !reference.startsWith('#') ||
      reference === '#' ||
      scope?.typeOf(reference) !== undefined,
  },
  {
    key: 'cpt-2',
    on: 'ContactPoint',
    human: say`A contact point with a value has a system`,
    hint: say`Add \`system\`: phone, fax, email, pager, url, sms or other.`,
    holds: needs('value', 'system'),
  },
  {
    key: 'per-1',
    on: 'Period',
    human: say`The period ends before it starts`,
    hint: say`Put the earlier moment into \`start\`.`,
    holds: ({ start, end }) => !isAfter(start, end),
  },
  {
    key: 'att-1',
    on: 'Attachment',
    human: say`An attachment with data has a content type`,
    hint: say`Add \`contentType\`: image/png, for example.`,
    holds: needs('data', 'contentType'),
  },
  {
    key: 'qty-3',
    on: 'Quantity',
    human: say`A quantity with a unit code has the system of that code`,
    hint: say`Add \`system\`: ${UCUM}, for UCUM codes.`,
    holds: needs('code', 'system'),
  },
  {
    key: 'age-1',
    on: 'Age',
    human: say`An age is a positive number of a UCUM unit of time`,
    hint: say`Write { "value": 3, "unit": "a", "system": "${UCUM}", "code": "a" }.`,
    holds: (age) => needs('value', 'code')(age) && isUcum(age) && (numberIn(age, 'value') ?? 1) > 0,
  },
  {
    key: 'cnt-3',
    on: 'Count',
    human: say`A count is a whole number of the UCUM unit 1`,
    hint: say`Write { "value": 3, "system": "${UCUM}", "code": "1" }.`,
    holds: (count) =>
      needs('value', 'code')(count) &&
      isUcum(count) &&
      (count.code === undefined || count.code === '1') &&
      Number.isInteger(numberIn(count, 'value') ?? 1),
  },
  {
    key: 'dis-1',
    on: 'Distance',
    human: say`A distance has a UCUM unit of length`,
    hint: say`Write { "value": 3, "unit": "km", "system": "${UCUM}", "code": "km" }.`,
    holds: (distance) => needs('value', 'code')(distance) && isUcum(distance),
  },
  {
    key: 'drt-1',
    on: 'Duration',
    human: say`A duration with a unit code has a value, and its system is UCUM`,
    hint: say`Write { "value": 3, "unit": "h", "system": "${UCUM}", "code": "h" }.`,
    holds: (duration) => !has(duration, 'code') || (duration.system === UCUM && has(duration, 'value')),
  },
  ...['Range.low', 'Range.high'].map((on) => ({
    key: 'sqty-1',
    on,
    human: say`The bound of a range has no comparator`,
    hint: say`Remove \`comparator\`; leave a bound out when it is open.`,
    holds: (bound: JsonObject) => !has(bound, 'comparator'),
  })),
  {
    key: 'rng-2',
    on: 'Range',
    human: say`The low value of a range is above its high value`,
    hint: say`Put the smaller quantity into \`low\`.`,
    holds: (range) => !isGreater(objectIn(range, 'low'), objectIn(range, 'high')),
  },
  {
    key: 'rat-1',
    on: 'Ratio',
    human: say`A ratio has a numerator and a denominator, or neither of them and an extension`,
    hint: say`Add the part that is missing.`,
    holds: (ratio) =>
      has(ratio, 'numerator') === has(ratio, 'denominator') && (has(ratio, 'numerator') || has(ratio, 'extension')),
  },
  ...(['codeFilter', 'dateFilter'] as const).map((element, index) => ({
    key: `drq-${index + 1}`,
    on: `DataRequirement.${element}`,
    human: say`A filter has either a path or a search parameter`,
    hint: say`Keep one of \`path\` and \`searchParam\`.`,
    holds: (filter: JsonObject) => has(filter, 'path') !== has(filter, 'searchParam'),
  })),
  {
    key: 'exp-1',
    on: 'Expression',
    human: say`An expression has its text or a reference to it`,
    hint: say`Add \`expression\` or \`reference\`.`,
    holds: (expression) => has(expression, 'expression') || has(expression, 'reference'),
  },
  {
    key: 'trd-1',
    on: 'TriggerDefinition',
    human: say`A trigger has either a timing or data, not both`,
    hint: say`Remove one of them.`,
    holds: (trigger) => !has(trigger, 'data') || !hasChoice(trigger, 'timing'),
  },
  {
    key: 'trd-2',
    on: 'TriggerDefinition',
    human: say`A trigger with a condition has data`,
    hint: say`Add \`data\`, or remove \`condition\`.`,
    holds: needs('condition', 'data'),
  },
  {
    key: 'trd-3',
    on: 'TriggerDefinition',
    human: say`The trigger lacks what its type needs`,
    hint: say`A named-event has a name, a periodic trigger a timing, and a data-… trigger data.`,
    holds: (trigger) =>
      (trigger.type !== 'named-event' || has(trigger, 'name')) &&
      (trigger.type !== 'periodic' || hasChoice(trigger, 'timing')) &&
      (typeof trigger.type !== 'string' || !trigger.type.startsWith('data-') || has(trigger, 'data')),
  },
];

/** True when both have a value in the same unit and the first one is greater. */
function isGreater(low: JsonObject | undefined, high: JsonObject | undefined): boolean {
  if (!low || !high) return false;
  const unit = ({ system, code, unit: name }: JsonObject): string =>
    JSON.stringify(code === undefined ? [name] : [system, code]);
  const [lower, upper] = [numberIn(low, 'value'), numberIn(high, 'value')];
  return lower !== undefined && upper !== undefined && lower > upper && unit(low) === unit(high);
}
