/** Base URLs of the canonical URLs, which are built from the short names in the tables. */

const GUIDE = 'https://interop.esante.gouv.fr/ig/fhir/ror';
const NOS = 'https://mos.esante.gouv.fr/NOS';

/** A definition of the guide, such as `ror-organization` or `ror-act-type`. */
export function rorUrl(id: string): string {
  return `${GUIDE}/StructureDefinition/${id}`;
}

/** A value set or code system of the guide itself, such as `ValueSet/act-type-ror-valueset`. */
export function guideUrl(typeAndId: string): string {
  return `${GUIDE}/${typeAndId}`;
}

/** A definition of the national directory of professionals, which the guide builds on. */
export function annuaireUrl(id: string): string {
  return `https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/${id}`;
}

/** A resource type, data type or extension of HL7. */
export function hl7Url(id: string): string {
  return `http://hl7.org/fhir/StructureDefinition/${id}`;
}

/** A national code system by number and name, such as `R210-ActeSpecifique`. */
export function codeSystemUrl(name: string): string {
  return `${NOS}/TRE_${name}/FHIR/TRE-${name}`;
}

/**
 * A national value set of the ROR by number and name, without the common suffix `-ROR`, such as `J16-ActeSpecifique`.
 */
export function valueSetUrl(name: string): string {
  return `${NOS}/JDV_${name}-ROR/FHIR/JDV-${name}-ROR`;
}

/** The last segment of a canonical URL, which is the id of the definition. */
export function idOfUrl(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
