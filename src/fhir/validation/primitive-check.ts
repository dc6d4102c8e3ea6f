import { isJsonNumber, type JsonValue } from '../json/json-value';
import { say, sentences, type Text } from '../messages';
import { codesOf, type ElementDefinition, type JsonProperty } from '../model/definitions';
import { nearest } from '../model/nearest';
import { codeForm, type CodeForm } from './code-forms';
import type { Stepwise } from './element-check';
import type { Fault, IssueCollector } from './issue-collector';
import { NUMBER_RULES, STRING_RULES } from './primitive-rules';
import { expectedKind, kindHint, kindOf, kindOfElement, quote } from './wording';

/** Checks one value at the collector's current position. */
export type ValueCheck = Stepwise<[collector: IssueCollector, value: JsonValue]>;

const LONGEST_CODE_LIST = 15;
/** Primitive types whose `#…` values refer to a contained resource (dom-3). */
const ADDRESSES: ReadonlySet<string> = new Set(['uri', 'url', 'canonical']);

/** @param owner the type that has the element */
export function primitiveCheck(owner: string, property: JsonProperty): ValueCheck {
  const { type, element } = property;
  const kind = expectedKind(property);
  const stringRule = STRING_RULES[type];
  const numberRule = NUMBER_RULES[type];
  const binding = type === 'code' ? bindingCheck(element) : undefined;
  const mayPointInside = ADDRESSES.has(type) || (owner === 'Reference' && property.key === 'reference');

  const checkText = (collector: IssueCollector, value: string, fault: Fault | undefined): void => {
    if (fault) return collector.report(fault);
    if (mayPointInside && value.charCodeAt(0) === 35) collector.scope?.note(value);
    if (type === 'xhtml') noteFragments(collector, value);
    return binding?.(collector, value);
  };
  const check: ValueCheck = (collector, value) => {
    if (typeof value !== kind && !(kind === 'number' && isJsonNumber(value)))
      return reportKind(collector, property, value);
    if (value === '') {
      return collector.report({
        code: 'value',
        text: say`\`${property.key}\` is an empty string.`,
        hint: say`Leave the element out, or give it a value.`,
      });
    }
    if (typeof value === 'string') return checkText(collector, value, stringRule?.(value));
    const fault = isJsonNumber(value) ? numberRule?.(value) : undefined;
    if (fault) collector.report(fault);
  };
  const steps = stringRule?.steps;
  if (steps) {
    check.steps = function* (collector, value) {
      if (typeof value !== 'string' || value === '') check(collector, value);
      else checkText(collector, value, yield* steps(value));
    };
  }
  return check;
}

/** A narrative may refer to contained resources: `<a href="#id">`, `<img src="#id">`. */
function noteFragments({ scope }: IssueCollector, div: string): void {
  if (!scope || scope.contained.length === 0) return;
  for (const [, fragment] of div.matchAll(/\s(?:href|src)\s*=\s*["'](#[^"']+)["']/g)) scope.note(fragment!);
}

/** Reports a value of the wrong JSON type. */
export function reportKind(collector: IssueCollector, property: JsonProperty, value: JsonValue): void {
  const text =
    value === null
      ? say`\`${property.key}\` is null.`
      : say`\`${property.key}\` must be ${kindOfElement(property)}, not ${kindOf(value)}.`;
  collector.report({ code: 'structure', text, hint: kindHint(property, value) });
}

type CodeCheck = (collector: IssueCollector, code: string) => void;

function bindingCheck({ valueSet, maximumSet }: ElementDefinition): CodeCheck | undefined {
  const bound = valueSet ?? maximumSet;
  const form = codeForm(bound);
  if (form)
    return (collector, code) => {
      if (!form.fits.test(code)) collector.report(notOfForm(bound!, code, form));
    };
  if (valueSet === undefined) return undefined;
  const codes = new Set(codesOf(valueSet));
  return (collector, code) => {
    if (!codes.has(code)) collector.report(notACode(valueSet, code));
  };
}

export function notACode(valueSet: string, code: string): Fault {
  return notOf(valueSet, code, codeHint(valueSet, code));
}

function notOf(valueSet: string, code: string, hint: Text): Fault {
  return { code: 'code-invalid', text: say`${quote(code)} is not a code of the value set ${valueSet}.`, hint };
}

export function notOfForm(valueSet: string, code: string, { hint }: CodeForm): Fault {
  return notOf(valueSet, code, hint);
}

/** Lists the codes when there are few; otherwise suggests the nearest code or refers to the page that lists them. */
export function codeHint(valueSet: string, code?: string): Text {
  const codes = codesOf(valueSet);
  const meant = code === undefined ? undefined : nearest(code, codes);
  const all =
    codes.length <= LONGEST_CODE_LIST
      ? say`Use one of: ${codes.join(', ')}.`
      : say`The codes are listed at http://hl7.org/fhir/R4/valueset-${valueSet}.html.`;
  return sentences(meant === undefined ? undefined : say`Did you mean "${meant}"?`, all);
}
