import { isContainer, isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { say } from '../messages';
import { codesOf, type JsonProperty } from '../model/definitions';
import type { Steps } from '../steps';
import { codeForm } from './code-forms';
import { invariantsOn, invariantsOnPrimitive, type Invariant } from './invariants';
import type { Fault, IssueCollector, Step } from './issue-collector';
import { DEEPEST_STEPS } from './limits';
import { codeHint, notACode, notOfForm, primitiveCheck, reportKind, type ValueCheck } from './primitive-check';
import { declaredTypeFault, literalFault, targetFault } from './reference-target';
import { kindOf } from './wording';

/** A check that can also be made in steps, with the same result; absent where that is not worth it. */
export type Stepwise<Args extends unknown[]> = ((...args: Args) => void) & { steps?: (...args: Args) => Steps<void> };

/** Checks one JSON member of `owner`; the collector is at the member. */
export type MemberCheck = Stepwise<[collector: IssueCollector, value: JsonValue, owner: JsonObject]>;

type ObjectCheck = Stepwise<[collector: IssueCollector, value: JsonObject]>;
type ContentCheck = Stepwise<[collector: IssueCollector, value: JsonValue]>;

/** Checks objects by type name. Passed in, because type checks and element checks depend on each other. */
export interface ObjectChecks {
  complex(type: string): ObjectCheck;
  /** @param contained true within `contained`, where the resource shares the scope of its container */
  resource(contained: boolean): ObjectCheck;
}

/** Makes a check in steps if it can be. */
export function inSteps<Args extends unknown[]>(check: Stepwise<Args>, ...args: Args): Steps<void> | undefined {
  if (check.steps) return check.steps(...args);
  check(...args);
  return undefined;
}

/**
 * @param owner the type that defines the element
 * @param within the type being checked, possibly derived from `owner`
 */
export function memberCheck(
  owner: string,
  property: JsonProperty,
  checks: ObjectChecks,
  within: string = owner,
): MemberCheck {
  const content = property.primitive ? valueCheck(owner, property) : objectCheck(owner, property, checks);
  const check = property.type === 'Extension' && within !== 'Extension' ? withAbsoluteUrl(content) : content;
  return property.element.repeats ? listCheck(property, check) : singleCheck(property, check);
}

function singleCheck(property: JsonProperty, check: ContentCheck): MemberCheck {
  const single: MemberCheck = (collector, value) => {
    if (!Array.isArray(value)) return check(collector, value);
    collector.report({
      code: 'structure',
      text: say`\`${property.key}\` is a list, but only one value is allowed.`,
      hint: property.primitive ? say`Write the value without [ ].` : say`Write { … } without [ ].`,
    });
  };
  if (check.steps) {
    single.steps = function* (collector, value, owner) {
      if (Array.isArray(value)) single(collector, value, owner);
      else yield* check.steps!(collector, value);
    };
  }
  return single;
}

function listCheck(property: JsonProperty, check: ContentCheck): MemberCheck {
  const sibling = `_${property.key}`;
  const list: MemberCheck = (collector, value, owner) => {
    if (!Array.isArray(value)) return notAList(collector, property, value, check);
    if (value.length === 0) {
      return collector.report({
        code: 'structure',
        text: say`\`${property.key}\` is an empty list.`,
        hint: say`Leave the element out.`,
      });
    }
    const padding = property.primitive ? owner[sibling] : undefined;
    for (let index = 0; index < value.length && !collector.full; index += 1) {
      const item = value[index]!;
      if (item === null && Array.isArray(padding) && isJsonObject(padding[index])) continue;
      collector.steps.push(index);
      if (item === null) reportNullItem(collector, property);
      else check(collector, item);
      collector.steps.pop();
    }
  };
  if (check.steps) {
    list.steps = function* (collector, value, owner) {
      if (!Array.isArray(value) || value.length === 0) return list(collector, value, owner);
      for (let index = 0; index < value.length && !collector.full; index += 1) {
        const item = value[index]!;
        collector.steps.push(index);
        if (item === null) reportNullItem(collector, property);
        else yield* check.steps!(collector, item);
        collector.steps.pop();
        yield;
      }
    };
  }
  return list;
}

function notAList(collector: IssueCollector, property: JsonProperty, value: JsonValue, check: ValueCheck): void {
  if (value === null) return reportKind(collector, property, value);
  collector.report({
    code: 'structure',
    text: say`\`${property.key}\` must be a list, not ${kindOf(value)}.`,
    hint: say`Write ${property.primitive ? '[ … ]' : '[ { … } ]'} around it, also for a single value.`,
  });
  if (isJsonObject(value) !== property.primitive) check(collector, value);
}

function reportNullItem(collector: IssueCollector, property: JsonProperty): void {
  collector.report({
    code: 'structure',
    text: say`\`${property.key}\` holds null.`,
    hint: property.primitive
      ? say`Leave it out; null is only a place holder for a value whose extensions stand in \`_${property.key}\`.`
      : say`Leave it out.`,
  });
}

const URL_STEP: Step = { key: 'url', name: 'url' };
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:./;
const RELATIVE_URL: Fault = {
  code: 'value',
  text: say`The URL of an extension is not absolute.`,
  hint: say`Write its whole URL; only the parts of an extension have short names.`,
};

function withAbsoluteUrl(check: ContentCheck): ContentCheck {
  return (collector, value) => {
    check(collector, value);
    if (!isJsonObject(value) || typeof value.url !== 'string' || value.url === '') return;
    if (!ABSOLUTE.test(value.url)) collector.report(RELATIVE_URL, URL_STEP);
  };
}

function valueCheck(owner: string, property: JsonProperty): ValueCheck {
  const check = primitiveCheck(owner, property);
  const rules = invariantsOnPrimitive(`${owner}.${property.element.name}`).map(invariantCheck);
  if (rules.length === 0) return check;
  return (collector, value) => {
    check(collector, value);
    if (!isContainer(value)) for (const rule of rules) rule(collector, value);
  };
}

function objectCheck(owner: string, property: JsonProperty, checks: ObjectChecks): ContentCheck {
  const { type, element } = property;
  const content = type === 'Resource' ? checks.resource(property.key === 'contained') : checks.complex(type);
  const path = `${owner}.${element.name}`;
  const further = [
    ...(path === type ? [] : invariantsOn(path)).map(invariantCheck),
    ...(type === 'Reference' ? [referenceCheck(element.targets)] : []),
    ...(type === 'CodeableConcept' && element.valueSet ? [conceptBinding(element.valueSet)] : []),
    ...(type === 'CodeableConcept' && element.maximumSet ? [conceptForm(element.maximumSet)] : []),
  ];
  const check: ContentCheck = (collector, value) => {
    if (!isJsonObject(value)) return reportKind(collector, property, value);
    content(collector, value);
    for (const each of further) each(collector, value);
  };
  check.steps = function* (collector, value) {
    if (!isJsonObject(value) || collector.depth > DEEPEST_STEPS) return check(collector, value);
    yield* inSteps(content, collector, value) ?? [];
    for (const each of further) {
      each(collector, value);
      yield;
    }
  };
  return check;
}

export function invariantCheck<Value extends JsonValue>(
  invariant: Invariant<Value>,
): (collector: IssueCollector, value: Value) => void {
  const { key, human, hint, severity, holds } = invariant;
  const fault = {
    code: 'invariant',
    text: say`Rule ${key} does not hold: "${human}".`,
    ...(hint && { hint }),
    ...(severity && { severity }),
  } as const;
  return (collector, value) => {
    if (!holds(value, collector)) collector.report(fault);
  };
}

const CODING_STEP: Step = { key: 'coding', name: 'coding' };
const CODE_STEP: Step = { key: 'code', name: 'code' };
const REFERENCE_STEP: Step = { key: 'reference', name: 'reference' };

const TYPE_STEP: Step = { key: 'type', name: 'type' };

function referenceCheck(targets: readonly string[] | undefined): ObjectCheck {
  return (collector, value) => {
    const { reference } = value;
    const { scope, inBundle } = collector;
    const fault = literalFault(reference, inBundle) ?? (targets && targetFault(reference, targets, scope));
    if (fault) return collector.report(fault, REFERENCE_STEP);
    if (value.type === undefined) return;
    const ofType = declaredTypeFault(value, targets, scope);
    if (ofType) collector.report(ofType, TYPE_STEP);
  };
}

/** A required binding of a CodeableConcept: at least one coding must be from the value set. */
function conceptBinding(valueSet: string): ObjectCheck {
  const codes = new Set(codesOf(valueSet));
  const noCode: Fault = {
    code: 'code-invalid',
    text: say`The concept has no code of the value set ${valueSet}.`,
    hint: codeHint(valueSet),
  };
  return (collector, { coding }) => {
    const given = Array.isArray(coding) ? coding.map((item) => (isJsonObject(item) ? item.code : undefined)) : [];
    if (given.some((code) => typeof code === 'string' && codes.has(code))) return;
    const [first] = given.filter((code) => typeof code === 'string');
    collector.report(first === undefined ? noCode : notACode(valueSet, first));
  };
}

/** The concept may be of any system; a coding of this system must have its syntax. */
function conceptForm(maximumSet: string): ObjectCheck {
  const form = codeForm(maximumSet)!;
  return (collector, { coding }) => {
    if (!Array.isArray(coding)) return;
    for (const [index, item] of coding.entries()) {
      if (!isJsonObject(item) || item.system !== form.system || typeof item.code !== 'string') continue;
      if (!form.fits.test(item.code))
        collector.report(notOfForm(maximumSet, item.code, form), CODING_STEP, index, CODE_STEP);
    }
  };
}
