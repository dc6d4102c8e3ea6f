import { primitiveDefinition, typeDefinition, type JsonProperty, type PrimitiveDefinition } from '../model/definitions';

export const FHIR_NAMESPACE = 'http://hl7.org/fhir';

/** How a member of a type is written in XML: as an attribute, or as an element with this content. */
export type XmlForm = 'attribute' | 'primitive' | 'complex' | 'resource' | 'xhtml';

/** One element or attribute an XML element may have. Its XML name is its name in JSON. */
export interface XmlRule {
  readonly name: string;
  /** FHIRPath name: `value` for `valueString`. */
  readonly elementName: string;
  readonly choice: boolean;
  readonly form: XmlForm;
  readonly type: string;
  /** How a primitive travels in JSON. */
  readonly json: PrimitiveDefinition['json'];
  readonly repeats: boolean;
  /** Place among its siblings; the alternatives of a choice share one. */
  readonly order: number;
}

export interface XmlType {
  readonly name: string;
  readonly isResource: boolean;
  readonly rules: ReadonlyMap<string, XmlRule>;
}

const compiled = new Map<string, XmlType>();

/**
 * How a type of the R4 model looks in XML (R4 xml.html). Of a primitive it is `Element`: an id and extensions.
 *
 * @throws Error the model has no such type: a fault of the caller, who takes names from the model
 */
export function xmlType(name: string): XmlType {
  const known = compiled.get(name);
  if (known) return known;
  const type = compile(name);
  compiled.set(name, type);
  return type;
}

function compile(name: string): XmlType {
  const definition = typeDefinition(name);
  if (!definition) throw new Error(`R4 has no type ${name}`);
  const order = new Map(definition.elements.map((element, index) => [element, index]));
  const rules = Array.from(definition.properties.values(), (property): [string, XmlRule] => [
    property.key,
    {
      name: property.key,
      elementName: property.element.name,
      choice: property.element.choice,
      form: formOf(property),
      type: property.type,
      json: primitiveDefinition(property.type)?.json ?? 'string',
      repeats: property.element.repeats,
      order: order.get(property.element)!,
    },
  ]);
  return { name, isResource: definition.kind === 'resource', rules: new Map(rules) };
}

function formOf({ element, type, primitive }: JsonProperty): XmlForm {
  if (element.xmlAttribute) return 'attribute';
  if (type === 'xhtml') return 'xhtml';
  if (primitive) return 'primitive';
  return typeDefinition(type)?.kind === 'resource' ? 'resource' : 'complex';
}
