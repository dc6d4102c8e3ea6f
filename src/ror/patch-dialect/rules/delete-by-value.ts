import { isDeepStrictEqual } from 'node:util';
import {
  alternatives,
  elementOf,
  isJsonObject,
  jsonName,
  primitiveDefinition,
  say,
  type ElementDefinition,
  type JsonObject,
  type JsonValue,
} from '../../../fhir';
import { firstLevelElement } from '../declared';
import { entriesOf, notAnOperation, notApplicable, placeOf, type DialectRule, type RuleContext } from '../dialect-rule';
import type { Draft } from '../draft';
import { exampleEntry } from '../example-path';

/**
 * delete with a value, of the resource with a `name` or of a whole first-level element: removes the one entry that
 * equals the value. Without this reading the value would be ignored, and everything at the path would be deleted.
 * Concepts are equal when each given coding is present, by system and code; a display is only a label.
 */
export const deleteByValue: DialectRule = {
  name: 'delete-by-value',
  read(draft, context) {
    if (draft.type !== 'delete' || !draft.value) return undefined;
    const element = elementMeant(draft, context);
    if (!element && draft.path === context.resourceType) return undefined;
    if (!element || draft.value.form !== 'typed') {
      throw notAnOperation(
        say`A delete has no value, and this value cannot be compared with the entries of a first-level element.`,
        say`Leave the value out, and select the entry in the path by index or condition: ${exampleEntry(context.resourceType)}.`,
        placeOf(draft, 'value', context),
      );
    }
    const { type, content } = draft.value;
    const list = `${context.resourceType}.${element.name}`;
    const expression = placeOf(draft, 'value', context);
    if (!element.types.some((declared) => comparable(declared, type))) {
      throw notApplicable(
        'value',
        say`${list} holds ${alternatives(element.types)}, but the value to be deleted is a ${type}.`,
        say`Send a value of type ${alternatives(element.types)}.`,
        expression,
      );
    }
    const same = type === 'CodeableConcept' ? sameConcept(content, expression) : equalTo(content);
    const held = entriesOf(context.resource, jsonName(element, type));
    const matches = held.flatMap((entry, index) => (same(entry) ? [index] : []));
    if (matches.length > 1) {
      throw notApplicable(
        'multiple-matches',
        say`${matches.length} entries of ${list} equal the given value; a delete removes one entry.`,
        say`Send delete with the path of one entry, for example ${list}[${matches[0]!}].`,
        expression,
      );
    }
    const path = element.repeats ? `${list}[${matches[0]}]` : list;
    context.report({
      rule: this.name,
      text:
        matches.length === 0
          ? say`delete with a value was read as removing the equal entry of ${list}; there is none, so nothing changes.`
          : say`delete with a value was read as delete of ${path}, the entry that equals it.`,
      expression,
    });
    return { final: matches.map(() => ({ type: draft.type, path, parts: [] })) };
  },
};

function elementMeant({ path, name }: Draft, { resourceType }: RuleContext): ElementDefinition | undefined {
  if (path !== resourceType) return firstLevelElement(resourceType, path);
  return name === undefined ? undefined : elementOf(resourceType, name)?.element;
}

/** A primitive may be sent as any type with the same notation: a code sent as valueString is still that code. */
function comparable(declared: string, given: string): boolean {
  const form = primitiveDefinition(declared)?.json;
  return declared === given || (form !== undefined && form === primitiveDefinition(given)?.json);
}

const equalTo =
  (given: JsonValue) =>
  (entry: JsonValue): boolean =>
    isDeepStrictEqual(entry, given);

/** @throws FhirError `unprocessable` when a given coding has no code, because it would equal too much */
function sameConcept(given: JsonValue, expression: string): (entry: JsonValue) => boolean {
  const wanted = codingsOf(given);
  if (wanted.length === 0) return equalTo(given);
  if (wanted.some((coding) => typeof coding.code !== 'string')) {
    throw notApplicable(
      'value',
      say`A coding of the concept to be deleted has no code, so it cannot be looked for.`,
      say`Send system and code for each coding.`,
      expression,
    );
  }
  return (entry) => {
    const present = codingsOf(entry);
    return wanted.every(({ system, code }) =>
      present.some((coding) => coding.system === system && coding.code === code),
    );
  };
}

function codingsOf(concept: JsonValue): readonly JsonObject[] {
  const coding = isJsonObject(concept) ? concept.coding : undefined;
  return Array.isArray(coding) ? coding.filter(isJsonObject) : [];
}
