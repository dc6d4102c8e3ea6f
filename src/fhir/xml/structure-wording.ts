import type { IssueDetail } from '../errors/fhir-error';
import { excerpt } from '../json/found-token';
import { primitiveDefinition, resourceTypes } from '../model/definitions';
import { nearest } from '../model/nearest';
import { XHTML_NAMESPACE } from '../validation/xhtml-whitelist';
import { FHIR_NAMESPACE, type XmlRule, type XmlType } from './xml-table';

/** What is wrong with an element, in words; where it is, the reader adds. */
export type Wording = Pick<IssueDetail, 'text' | 'hint'>;

const MOST_NAMES = 30;

/** `a "x"`: a client's text within a sentence, without control characters and never long. */
const quote = (text: string): string => `"${excerpt(text)}"`;
const tag = (name: string): string => `<${excerpt(name)}>`;

export function unknownElement(type: XmlType, name: string): Wording {
  const meant = nearest(name, elementNames(type));
  const guess = meant === undefined ? '.' : `; did you mean \`${meant}\`?`;
  return {
    text: `${type.name} has an unknown element \`${excerpt(name)}\`${guess}`,
    hint: unknownHint(type, name, meant),
  };
}

function unknownHint(type: XmlType, name: string, meant: string | undefined): string {
  const rules = [...type.rules.values()];
  const choice = rules.find((rule) => rule.choice && rule.elementName === name);
  if (choice) return `The name of this element ends with the type of its value, as in ${choice.name}.`;
  if (type.rules.get(name)?.form === 'attribute') return `Write it as an attribute: ${name}="…".`;
  if (meant !== undefined) return `Rename it to \`${meant}\`, or remove it.`;
  const names = [
    ...new Set(rules.filter(isElement).map(({ elementName, choice: of }) => elementName + (of ? '[x]' : ''))),
  ];
  const shown = names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(-MOST_NAMES).join(', ')}, …`;
  return `Remove it, or send it as an extension; the elements are: ${shown}.`;
}

export function unknownAttribute(owner: string, name: string, type: XmlType, primitive: boolean): Wording {
  return {
    text: `${tag(owner)} has an attribute ${quote(name)}, which FHIR does not have there.`,
    hint: attributeHint(name, type, primitive),
  };
}

function attributeHint(name: string, type: XmlType, primitive: boolean): string {
  if (type.rules.has(name)) return `Write it as an element: <${name} value="…"/>.`;
  if (name.startsWith('xsi:')) return 'Remove it; a FHIR resource names no schema (R4 xml.html).';
  if (name === 'value') return `Write the elements of ${type.name} within it; only primitive elements have a value.`;
  const allowed = [...type.rules.values()].filter((rule) => !isElement(rule)).map((rule) => rule.name);
  if (primitive) allowed.unshift('value');
  const meant = nearest(name, allowed);
  if (meant !== undefined) return `Rename it to ${meant}.`;
  return allowed.length > 0
    ? `Remove it; the attributes are: ${allowed.join(', ')}.`
    : 'Remove it; there are none here.';
}

export function wrongOrder(name: string, before: string): Wording {
  return {
    text: `\`${name}\` stands after \`${before}\`.`,
    hint: `The elements of FHIR XML have a fixed order: move \`${name}\` before \`${before}\`.`,
  };
}

export function repeated(type: XmlType, rule: XmlRule, first: XmlRule): Wording {
  if (rule === first)
    return { text: `\`${rule.name}\` stands twice.`, hint: `${type.name} has at most one; remove the others.` };
  return {
    text: `\`${rule.name}\` stands beside \`${first.name}\`.`,
    hint: `${type.name} has at most one \`${rule.elementName}[x]\`; remove one of the two.`,
  };
}

export function unknownResource(name: string): Wording {
  const meant = nearest(name, resourceTypes());
  return {
    text: `\`${excerpt(name)}\` is not a resource type of R4${meant === undefined ? '.' : `; did you mean \`${meant}\`?`}`,
    hint: 'The names are listed at http://hl7.org/fhir/R4/resourcelist.html; they start with a capital letter.',
  };
}

/** @param namespace undefined when it has none */
export function wrongNamespace(name: string, prefix: string, namespace: string | undefined): Wording {
  const fhir = `xmlns${prefix && ':'}${excerpt(prefix)}="${FHIR_NAMESPACE}"`;
  const hint = `The elements of FHIR are in its own namespace: write ${fhir} on the root element.`;
  if (namespace !== undefined) return { text: `${tag(name)} is in the namespace ${quote(namespace)}.`, hint };
  if (prefix) return { text: `The prefix ${quote(prefix)} of ${tag(name)} is not declared.`, hint };
  return { text: `${tag(name)} has no namespace.`, hint };
}

export function narrativeNamespace(name: string): Wording {
  return {
    text: `${quote(name)} in a narrative is not of XHTML.`,
    hint: `Write <div xmlns="${XHTML_NAMESPACE}"> around plain formatting, without names of other namespaces.`,
  };
}

export function noValue(name: string): Wording {
  return {
    text: `${tag(name)} has neither a value nor extensions.`,
    hint: `Write <${excerpt(name)} value="…"/>, or leave it out.`,
  };
}

export function empty(name: string): Wording {
  return { text: `${tag(name)} is empty.`, hint: 'Give it content, or leave it out; FHIR has no empty elements.' };
}

export function noResource(name: string): Wording {
  return {
    text: `${tag(name)} holds no resource.`,
    hint: `Write a resource within it: <${name}><Patient>…</Patient></${name}>.`,
  };
}

export function secondResource(name: string): Wording {
  return { text: `${tag(name)} holds two resources.`, hint: `Write one <${name}> for each resource.` };
}

export function strayText(owner: string, text: string): Wording {
  return {
    text: `${tag(owner)} has text within it: ${quote(text.trim())}.`,
    hint: 'FHIR keeps values in attributes: <name value="…"/>.',
  };
}

const FORMS: Readonly<Record<string, string>> = {
  boolean: 'Write true or false.',
  integer: 'Write a whole number: digits, with a minus sign where needed.',
  unsignedInt: 'Write a whole number from 0, in digits.',
  positiveInt: 'Write a whole number from 1, in digits.',
  decimal: 'Write digits with a decimal point: 0.5, -12.30.',
};

export function wrongForm(type: string, text: string): Wording {
  const article = /^[aeiou]/.test(type) ? 'an' : 'a';
  return {
    text: `${quote(text)} is not ${article} ${type}.`,
    hint: FORMS[type] ?? `See ${primitiveDefinition(type)?.name}.`,
  };
}

function elementNames(type: XmlType): string[] {
  return [...type.rules.values()].filter(isElement).map(({ name }) => name);
}

function isElement({ form }: XmlRule): boolean {
  return form !== 'attribute';
}
