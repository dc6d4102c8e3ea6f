import type { ElementDefinition, ElementDefinitionConstraint, ElementDefinitionType } from 'fhir/r4';
import { isPrimitive } from '../model/definitions';
import { typeCodes, type ElementNode } from './element-node';
import { constraintsOfElement, constraintsOfType } from './inherited-constraints';

const SYSTEM = 'http://hl7.org/fhirpath/System.';
const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** FHIRPath system type of a primitive's value; `String` for all others. */
const SYSTEM_TYPES: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  integer: 'Integer',
  unsignedInt: 'Integer',
  positiveInt: 'Integer',
  decimal: 'Decimal',
  date: 'Date',
  dateTime: 'DateTime',
  instant: 'DateTime',
  time: 'Time',
};

/**
 * Adds what R4 requires of a snapshot element beyond what the engine needs: a definition text, its base, inherited
 * invariants, and FHIRPath types where FHIR has none. A prohibited element has no binding.
 *
 * @param owner type of the object that has the element
 * @see https://hl7.org/fhir/R4/structuredefinition.html#invs (sdf-3, sdf-8b)
 */
export function snapshotElement(
  { name, element }: ElementNode,
  path: string,
  owner: string | undefined,
): Omit<ElementDefinition, 'id' | 'path' | 'sliceName' | 'slicing'> {
  const {
    id: _id,
    path: _path,
    sliceName: _sliceName,
    slicing: _slicing,
    definition,
    base,
    binding,
    ...rest
  } = element;
  const { min = 0, max = '*' } = rest;
  const origin = base ?? { path: owner === undefined ? path : `${owner}.${name}`, min, max };
  const ofSystem = systemType(name, rest.type, owner);
  const types = ofSystem ?? rest.type;
  const constraint = constraintsOf(element, origin.path, owner === undefined, ofSystem !== undefined);
  return {
    definition: definition ?? rest.short ?? `As ${origin.path} of FHIR R4.`,
    ...rest,
    min,
    max,
    base: origin,
    ...(types && { type: types }),
    ...(constraint.length > 0 && { constraint }),
    ...(binding && max !== '0' && { binding }),
  };
}

/** R4's constraints come first, then those that profiles add. */
function constraintsOf(
  element: ElementDefinition,
  origin: string,
  isRoot: boolean,
  isPlainText: boolean,
): ElementDefinitionConstraint[] {
  const added = element.constraint ?? [];
  const inherited = isRoot
    ? constraintsOfType(origin)
    : isPlainText
      ? []
      : constraintsOfElement(origin, typeCodes(element));
  return [...inherited.filter(({ key }) => !added.some((own) => own.key === key)), ...added];
}

/** Elements that are attributes in XML, and the values of primitives, have FHIRPath types. */
function systemType(
  name: string,
  type: ElementDefinition['type'],
  owner: string | undefined,
): ElementDefinitionType[] | undefined {
  if (owner === undefined) return undefined;
  if (name === 'value' && type === undefined && isPrimitive(owner)) {
    return [ofSystem(SYSTEM_TYPES[owner] ?? 'String', owner)];
  }
  if (name === 'id') return [ofSystem('String', 'string')];
  return name === 'url' && owner === 'Extension' ? [ofSystem('String', 'uri')] : undefined;
}

function ofSystem(system: string, fhirType: string): ElementDefinitionType {
  return { extension: [{ url: FHIR_TYPE, valueUrl: fhirType }], code: SYSTEM + system };
}
