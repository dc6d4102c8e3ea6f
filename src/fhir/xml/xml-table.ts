import { primitiveDefinition, typeDefinition, type JsonProperty, type PrimitiveDefinition } from '../model/definitions';

export const FHIR_NAMESPACE = 'http://hl7.org/fhir';

/** How a member of a type is represented in XML: as an attribute, or as an element with this kind of content. */
export type XmlForm = 'attribute' | 'primitive' | 'complex' | 'resource' | 'xhtml';

/** An element or attribute that an XML element may have. Its XML name is its name in JSON. */
export interface XmlRule {
  readonly name: string;
  /** FHIRPath name: `value` for `valueString`. */
  readonly elementName: string;
  readonly choice: boolean;
  readonly form: XmlForm;
  readonly type: string;
  /** JSON type of a primitive. */
  readonly json: PrimitiveDefinition['json'];
  readonly repeats: boolean;
  /** Position among its siblings; the alternatives of a choice share one. */
  readonly order: number;
}

export interface XmlType {
  readonly name: string;
  readonly isResource: boolean;
  readonly rules: ReadonlyMap<string, XmlRule>;
}

const compiled = new Map<string, XmlType>();

/**
 * How a type of the R4 model is represented in XML. For the content of a primitive, pass `Element`: an id and
 * extensions.
 *
 * @throws Error when the model has no such type, which is a mistake of the caller
 * @see https://hl7.org/fhir/R4/xml.html
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
