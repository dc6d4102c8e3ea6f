import type { JsonObject, JsonValue } from '../json/json-value';
import { alternatives, say } from '../messages';
import { isResourceType } from '../model/definitions';
import { parseReference } from '../model/reference';
import type { ContainedScope } from './contained-scope';
import type { Fault } from './issue-collector';
import { quote } from './wording';

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:./;
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?./;

/**
 * A literal reference must have one of four forms (R4 references.html#literal).
 *
 * @param mayAsk true within a Bundle, where a transaction may use conditional references: `Patient?identifier=…`
 */
export function literalFault(reference: JsonValue | undefined, mayAsk: boolean): Fault | undefined {
  if (typeof reference !== 'string' || reference === '') return undefined;
  const meant = parseReference(reference);
  if (meant.form === 'fragment' || meant.form === 'uri') return undefined;
  if (meant.form === 'resource' && (meant.base !== undefined || isResourceType(meant.type))) return undefined;
  const asked = mayAsk ? CONDITIONAL.exec(reference)?.[1] : undefined;
  if (asked !== undefined && isResourceType(asked)) return undefined;
  return {
    code: 'value',
    text: say`${quote(reference)} is not a reference.`,
    hint: say`Write Type/id, an absolute URL, urn:uuid:…, or # and the id of a contained resource.`,
  };
}

/** `Reference.type` must be a resource type, one that the element allows, and the one in the reference's URL. */
export function declaredTypeFault(
  { type, reference }: JsonObject,
  targets: readonly string[] | undefined,
  scope: ContainedScope | undefined,
): Fault | undefined {
  if (typeof type !== 'string' || type === '') return undefined;
  const name = type.startsWith(STRUCTURES) ? type.slice(STRUCTURES.length) : type;
  if (!isResourceType(name)) {
    if (SCHEME.test(name)) return undefined;
    return {
      code: 'value',
      text: say`${quote(type)} is not a resource type of FHIR R4.`,
      hint: say`Write the name of the type, such as Organization.`,
    };
  }
  if (targets && !targets.includes(name)) {
    return {
      code: 'value',
      text: say`The type of this reference is ${name}.`,
      hint: say`This element refers to ${alternatives(targets)}.`,
    };
  }
  if (typeof reference !== 'string') return undefined;
  const meant = typeMeantBy(reference, scope);
  if (meant === undefined || meant === name || !isResourceType(meant)) return undefined;
  return {
    code: 'value',
    text: say`The type of this reference is ${name}, but ${quote(reference)} means ${meant}.`,
    hint: say`Correct \`type\`, or leave it out.`,
  };
}

const STRUCTURES = 'http://hl7.org/fhir/StructureDefinition/';

/** If the form of a reference reveals its target type, the element must allow that type. */
export function targetFault(
  reference: JsonValue | undefined,
  targets: readonly string[],
  scope: ContainedScope | undefined,
): Fault | undefined {
  if (typeof reference !== 'string') return undefined;
  const type = typeMeantBy(reference, scope);
  if (type === undefined || !isResourceType(type) || targets.includes(type)) return undefined;
  return {
    // The reference is well-formed; that it is not allowed here is a rule of the element.
    code: 'invariant',
    text: say`${quote(reference)} is a reference to a resource of type ${type}.`,
    hint: say`This element refers to ${alternatives(targets)}.`,
  };
}

/** The target type of a reference, if its form reveals it; for a contained resource, its actual type. */
export function typeMeantBy(reference: string, scope: ContainedScope | undefined): string | undefined {
  const meant = parseReference(reference);
  if (meant.form === 'fragment') return scope?.typeOf(reference);
  return meant.form === 'resource' ? meant.type : undefined;
}
