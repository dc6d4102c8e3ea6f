import type { IssueDetail } from '../errors/fhir-error';
import { excerpt } from '../json/found-token';
import { say, type Text } from '../messages';
import { resourceTypes } from '../model/definitions';
import { nearest } from '../model/nearest';
import { removeHint, renameHint, unknownElementText } from '../validation/unknown-element';
import { XHTML_NAMESPACE } from '../validation/xhtml-whitelist';
import { FHIR_NAMESPACE, type XmlRule, type XmlType } from './xml-table';

/** What is wrong with an element; the reader adds the position. */
export type Wording = Pick<IssueDetail, 'text' | 'hint'>;

/** Quotes a client's text in a message, without control characters and with limited length. */
const quote = (text: string): string => `"${excerpt(text)}"`;
const tag = (name: string): string => `<${excerpt(name)}>`;

export function unknownElement(type: XmlType, name: string): Wording {
  const meant = nearest(name, elementNames(type));
  return {
    text: unknownElementText(type.name, excerpt(name), meant),
    hint: unknownHint(type, name, meant),
  };
}

function unknownHint(type: XmlType, name: string, meant: string | undefined): Text {
  const rules = [...type.rules.values()];
  const choice = rules.find((rule) => rule.choice && rule.elementName === name);
  if (choice) return say`The name of this element ends with the type of its value, as in ${choice.name}.`;
  if (type.rules.get(name)?.form === 'attribute') return say`Write it as an attribute: ${name}="…".`;
  if (meant !== undefined) return renameHint(meant);
  const names = rules.filter(isElement).map(({ elementName, choice: of }) => elementName + (of ? '[x]' : ''));
  return removeHint([...new Set(names)]);
}

export function unknownAttribute(owner: string, name: string, type: XmlType, primitive: boolean): Wording {
  return {
    text: say`${tag(owner)} has an attribute ${quote(name)}, which FHIR does not allow there.`,
    hint: attributeHint(name, type, primitive),
  };
}

function attributeHint(name: string, type: XmlType, primitive: boolean): Text {
  if (type.rules.has(name)) return say`Write it as an element: <${name} value="…"/>.`;
  if (name.startsWith('xsi:')) return say`Remove it; a FHIR resource names no schema (R4 xml.html).`;
  if (name === 'value') return say`Write the elements of ${type.name} within it; only primitive elements have a value.`;
  const allowed = [...type.rules.values()].filter((rule) => !isElement(rule)).map((rule) => rule.name);
  if (primitive) allowed.unshift('value');
  const meant = nearest(name, allowed);
  if (meant !== undefined) return say`Rename it to ${meant}.`;
  return allowed.length > 0
    ? say`Remove it; the attributes are: ${allowed.join(', ')}.`
    : say`Remove it; there are none here.`;
}

export function wrongOrder(name: string, before: string): Wording {
  return {
    text: say`\`${name}\` comes after \`${before}\`.`,
    hint: say`The elements of FHIR XML have a fixed order: move \`${name}\` before \`${before}\`.`,
  };
}

export function repeated(type: XmlType, rule: XmlRule, first: XmlRule): Wording {
  if (rule === first)
    return { text: say`\`${rule.name}\` occurs twice.`, hint: say`${type.name} has at most one; remove the others.` };
  return {
    text: say`\`${rule.name}\` occurs beside \`${first.name}\`.`,
    hint: say`${type.name} has at most one \`${rule.elementName}[x]\`; remove one of the two.`,
  };
}

export function unknownResource(name: string): Wording {
  const meant = nearest(name, resourceTypes());
  return {
    text:
      meant === undefined
        ? say`\`${excerpt(name)}\` is not a resource type of R4.`
        : say`\`${excerpt(name)}\` is not a resource type of R4; did you mean \`${meant}\`?`,
    hint: say`The names are listed at http://hl7.org/fhir/R4/resourcelist.html; they start with a capital letter.`,
  };
}

/** @param namespace undefined when there is none */
export function wrongNamespace(name: string, prefix: string, namespace: string | undefined): Wording {
  const fhir = `xmlns${prefix && ':'}${excerpt(prefix)}="${FHIR_NAMESPACE}"`;
  const hint = say`The elements of FHIR are in its own namespace: write ${fhir} on the root element.`;
  if (namespace !== undefined) return { text: say`${tag(name)} is in the namespace ${quote(namespace)}.`, hint };
  if (prefix) return { text: say`The prefix ${quote(prefix)} of ${tag(name)} is not declared.`, hint };
  return { text: say`${tag(name)} has no namespace.`, hint };
}

export function narrativeNamespace(name: string): Wording {
  return {
    text: say`${quote(name)} in a narrative is not of XHTML.`,
    hint: say`Write <div xmlns="${XHTML_NAMESPACE}"> around plain formatting, without names of other namespaces.`,
  };
}

export function noValue(name: string): Wording {
  return {
    text: say`${tag(name)} has neither a value nor extensions.`,
    hint: say`Write <${excerpt(name)} value="…"/>, or leave it out.`,
  };
}

export function empty(name: string): Wording {
  return {
    text: say`${tag(name)} is empty.`,
    hint: say`Give it content, or leave it out; FHIR has no empty elements.`,
  };
}

export function noResource(name: string): Wording {
  return {
    text: say`${tag(name)} holds no resource.`,
    hint: say`Write a resource within it: <${name}><Patient>…</Patient></${name}>.`,
  };
}

export function secondResource(name: string): Wording {
  return { text: say`${tag(name)} holds two resources.`, hint: say`Write one <${name}> for each resource.` };
}

export function strayText(owner: string, text: string): Wording {
  return {
    text: say`${tag(owner)} has text within it: ${quote(text.trim())}.`,
    hint: say`FHIR keeps values in attributes: <name value="…"/>.`,
  };
}

/** For types that are not strings in JSON; any string has a valid form. */
const FORMS: Readonly<Record<string, Text>> = {
  boolean: say`Write true or false.`,
  integer: say`Write a whole number: digits, with a minus sign where needed.`,
  unsignedInt: say`Write a whole number from 0, in digits.`,
  positiveInt: say`Write a whole number from 1, in digits.`,
  decimal: say`Write digits with a decimal point: 0.5, -12.30.`,
};

export function wrongForm(type: string, text: string): Wording {
  return {
    text: /^[aeiou]/.test(type) ? say`${quote(text)} is not an ${type}.` : say`${quote(text)} is not a ${type}.`,
    hint: FORMS[type]!,
  };
}

function elementNames(type: XmlType): string[] {
  return [...type.rules.values()].filter(isElement).map(({ name }) => name);
}

function isElement({ form }: XmlRule): boolean {
  return form !== 'attribute';
}
