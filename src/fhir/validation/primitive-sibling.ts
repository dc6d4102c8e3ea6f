import { isJsonObject, type JsonValue } from '../json/json-value';
import { say } from '../messages';
import type { JsonProperty } from '../model/definitions';
import type { MemberCheck, ObjectChecks } from './element-check';
import type { IssueCollector } from './issue-collector';
import { kindOf } from './wording';

/**
 * Checks `_name`, which has the id and extensions of the primitive `name` (R4 json.html#primitive). It is an object;
 * for a list it is a list of the same length as the values, with null for a value that has neither.
 */
export function siblingCheck(property: JsonProperty, checks: ObjectChecks): MemberCheck {
  const content = checks.complex('Element');
  const check = (collector: IssueCollector, value: JsonValue, hasValue: boolean): void => {
    if (!isJsonObject(value)) return notAnObject(collector, property, value);
    content(collector, value);
    if (hasValue || value.extension !== undefined || !Object.hasOwn(value, 'id')) return;
    collector.report({
      code: 'invariant',
      text: say`\`${property.key}\` has neither a value nor an extension (ele-1).`,
      hint: say`Give it a value, or leave it out.`,
    });
  };
  return property.element.repeats
    ? (collector, value, owner) => list(collector, property, value, owner[property.key], check)
    : (collector, value, owner) => check(collector, value, isPresent(owner[property.key]));
}

function list(
  collector: IssueCollector,
  { key }: JsonProperty,
  value: JsonValue,
  values: JsonValue | undefined,
  check: (collector: IssueCollector, value: JsonValue, hasValue: boolean) => void,
): void {
  if (!Array.isArray(value)) {
    return collector.report({
      code: 'structure',
      text: say`\`_${key}\` must be a list, not ${kindOf(value)}.`,
      hint: say`Write [ { … } ], with one entry for each value of \`${key}\`.`,
    });
  }
  if (value.length === 0)
    return collector.report({ code: 'structure', text: say`\`_${key}\` is an empty list.`, hint: say`Leave it out.` });
  const partners = Array.isArray(values) ? values : undefined;
  if (partners && partners.length !== value.length) {
    return collector.report({
      code: 'structure',
      text: say`\`_${key}\` has ${value.length} entries, but \`${key}\` has ${partners.length}.`,
      hint: say`Fill the shorter of the two with null, so that each entry matches its value.`,
    });
  }
  for (let index = 0; index < value.length && !collector.full; index += 1) {
    const item = value[index]!;
    if (item === null && partners) continue;
    collector.steps.push(index);
    check(collector, item, isPresent(partners?.[index]));
    collector.steps.pop();
  }
}

/** `_name` for an element that is not a primitive. */
export function reportNoSibling(collector: IssueCollector, key: string): void {
  collector.report({
    code: 'structure',
    text: say`\`_${key}\` is not allowed.`,
    hint: say`Only primitive elements have such a sibling; \`${key}\` holds its id and extensions, if it may have any, itself.`,
  });
}

function notAnObject(collector: IssueCollector, { key }: JsonProperty, value: JsonValue): void {
  collector.report({
    code: 'structure',
    text: say`\`_${key}\` holds ${kindOf(value)}.`,
    hint: say`Write an object: { "extension": [ … ] }, or leave it out.`,
  });
}

function isPresent(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

/**
 * False for primitives that are XML attributes or XHTML, which have no extensions, and for all that are not primitives.
 */
export function hasSibling({ primitive, element, type }: JsonProperty): boolean {
  return primitive && !element.xmlAttribute && type !== 'xhtml';
}
