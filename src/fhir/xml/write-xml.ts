import { FhirError } from '../errors/fhir-error';
import { stringifyPath } from '../errors/json-path';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { say } from '../messages';
import { isResourceType } from '../model/definitions';
import { narrativeFault } from './narrative-check';
import { lexicalFromValue } from './primitive-lexical';
import { escapeAttribute, isXmlText, withLineFeeds } from './xml-text';
import { FHIR_NAMESPACE, xmlType, type XmlRule, type XmlType } from './xml-table';

export interface WriteXmlOptions {
  /** One element per line, indented by two spaces; narratives are left unchanged. Default: false. */
  readonly pretty?: boolean;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * Serialises a resource as FHIR XML, with elements in the order of the specification.
 * `parseXml` reads the output back as an equal resource.
 *
 * @param resource valid R4; members whose value is undefined are omitted, as in JSON
 * @throws FhirError `not-acceptable` (406) when a string has a character that XML cannot represent
 * @throws FhirError `internal` when the resource is not valid and part of it would be lost
 * @see https://hl7.org/fhir/R4/xml.html
 */
export function writeXml(resource: JsonObject, { pretty = false }: WriteXmlOptions = {}): string {
  return new XmlWriter(pretty).document(resource);
}

/** A member of an object with its rule and, for a primitive, its sibling. */
interface Member {
  readonly rule: XmlRule;
  readonly value: JsonValue | undefined;
  readonly sibling: JsonValue | undefined;
}

class XmlWriter {
  private text = DECLARATION;
  private indent = '\n';
  private readonly path: (string | number)[] = [];
  private root = '$this';

  constructor(private readonly pretty: boolean) {}

  document(resource: JsonObject): string {
    if (typeof resource.resourceType === 'string') this.root = resource.resourceType;
    this.resource(resource, ` xmlns="${FHIR_NAMESPACE}"`);
    return this.pretty ? `${this.text}\n` : this.text;
  }

  private resource(resource: JsonObject, attributes = ''): void {
    const { resourceType } = resource;
    if (typeof resourceType !== 'string' || !isResourceType(resourceType)) throw this.fault('has no type of R4');
    const members = this.members(resource, xmlType(resourceType));
    this.element(resourceType, attributes, members, true);
  }

  /** Writes `<name attributes>` and the members that are elements. */
  private element(name: string, attributes: string, members: readonly Member[], mayBeEmpty = false): void {
    let start = `<${name}${attributes}`;
    let inner = 0;
    for (const { rule, value } of members) {
      if (rule.form === 'attribute') start += this.attribute(rule.name, value!, rule);
      else inner += 1;
    }
    if (inner > 0) {
      this.open(start);
      for (const member of members) if (member.rule.form !== 'attribute') this.member(member);
      return this.close(name);
    }
    if (!mayBeEmpty && members.length === 0 && attributes === '') throw this.fault('is empty');
    this.line(`${start}/>`);
  }

  private open(start: string): void {
    this.line(`${start}>`);
    this.indent += '  ';
  }

  private close(name: string): void {
    this.indent = this.indent.slice(0, -2);
    this.line(`</${name}>`);
  }

  private line(markup: string): void {
    this.text += this.pretty ? this.indent + markup : markup;
  }

  /** The members of an object in the order of the specification. */
  private members(object: JsonObject, type: XmlType): Member[] {
    const members: Member[] = [];
    let sorted = true;
    let last = -1;
    for (const key of Object.keys(object)) {
      if (object[key] === undefined || (type.isResource && key === 'resourceType')) continue;
      const member = this.memberOf(object, key, type);
      if (!member) continue;
      const { order } = member.rule;
      sorted &&= order > last;
      last = order;
      members.push(member);
    }
    if (!sorted) this.sort(members);
    return members;
  }

  /** Undefined for a sibling `_name` that is written together with its value. */
  private memberOf(object: JsonObject, key: string, type: XmlType): Member | undefined {
    const rule = type.rules.get(key);
    if (rule) return { rule, value: object[key], sibling: rule.form === 'primitive' ? object[`_${key}`] : undefined };
    const owner = key.startsWith('_') ? type.rules.get(key.slice(1)) : undefined;
    if (owner?.form !== 'primitive') throw this.fault(`has a member ${key} that ${type.name} has not`);
    return object[owner.name] === undefined ? { rule: owner, value: undefined, sibling: object[key] } : undefined;
  }

  private sort(members: Member[]): void {
    members.sort((one, other) => one.rule.order - other.rule.order);
    members.forEach(({ rule }, index) => {
      if (members[index + 1]?.rule.order === rule.order) throw this.fault(`has two values for ${rule.elementName}[x]`);
    });
  }

  private member({ rule, value, sibling }: Member): void {
    this.path.push(rule.name);
    if (rule.repeats) this.list(rule, value, sibling);
    else this.item(rule, value, sibling);
    this.path.pop();
  }

  private list(rule: XmlRule, values: JsonValue = [], siblings: JsonValue = []): void {
    if (!Array.isArray(values) || !Array.isArray(siblings)) throw this.fault('is not a list');
    const length = Math.max(values.length, siblings.length);
    if (length === 0) throw this.fault('is an empty list');
    for (let index = 0; index < length; index += 1) {
      this.path.push(index);
      this.item(rule, values[index] ?? undefined, siblings[index] ?? undefined);
      this.path.pop();
    }
  }

  private item(rule: XmlRule, value: JsonValue | undefined, sibling: JsonValue | undefined): void {
    if (rule.form === 'primitive') return this.primitive(rule, value, sibling);
    if (rule.form === 'xhtml') return this.narrative(value);
    if (!isJsonObject(value)) throw this.fault('is not an object');
    if (rule.form === 'complex') return this.element(rule.name, '', this.members(value, xmlType(rule.type)));
    this.open(`<${rule.name}`);
    this.resource(value);
    this.close(rule.name);
  }

  private primitive(rule: XmlRule, value: JsonValue | undefined, sibling: JsonValue | undefined): void {
    const attribute = value === undefined ? '' : this.attribute('value', value, rule);
    if (sibling === undefined && value !== undefined) return this.line(`<${rule.name}${attribute}/>`);
    if (!isJsonObject(sibling)) throw this.fault('has neither a value nor extensions');
    const members = this.members(sibling, xmlType('Element'));
    if (members.length === 0) throw this.fault('has an empty sibling');
    this.element(rule.name, attribute, members);
  }

  private attribute(name: string, value: JsonValue, rule: XmlRule): string {
    const text = lexicalFromValue(value, rule);
    if (text === undefined) throw this.fault(`is not of type ${rule.type}`);
    const escaped = escapeAttribute(text);
    if (escaped === undefined) throw this.unwritable();
    return ` ${name}="${escaped}"`;
  }

  private narrative(value: JsonValue | undefined): void {
    if (typeof value !== 'string') throw this.fault('is not a string');
    if (!isXmlText(value)) throw this.unwritable();
    const fault = narrativeFault(value);
    if (fault) throw this.fault(`is not XHTML: ${fault}`);
    this.line(withLineFeeds(value));
  }

  private unwritable(): FhirError {
    const text = say`The resource contains a character that cannot be written in XML.`;
    return new FhirError('not-acceptable', text, [
      { text, hint: say`Ask for application/fhir+json.`, expression: stringifyPath(this.path, this.root) },
    ]);
  }

  /** The text is for the log; clients only see that an internal error occurred. */
  private fault(what: string): FhirError {
    const cause = `${stringifyPath(this.path, this.root)} cannot be written as XML: it ${what}`;
    return new FhirError('internal', cause);
  }
}
