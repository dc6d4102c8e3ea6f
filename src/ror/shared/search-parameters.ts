import type { SearchParameterDeclaration } from '../../fhir';
import { frenchSounds } from './french-sounds';

type Type = SearchParameterDeclaration['type'];
type More = Partial<Pick<SearchParameterDeclaration, 'target' | 'example' | 'group' | 'unit' | 'words' | 'version'>>;

/** A search parameter in one line: code, type, expression, and what it searches in English and French. */
export function searchBy(
  code: string,
  type: Type,
  expression: string,
  en: string,
  fr: string,
  more: More = {},
): SearchParameterDeclaration {
  return { code, type, expression, documentation: { en, fr }, ...more };
}

/**
 * Parameters for parts of records, such as capacities. Several of them in one query must match the same record.
 * @param group FHIRPath of the records, which are extensions
 * @param parts code, type, expression relative to the record, English, French, and a value that finds something
 */
export function searchByRecord(
  group: string,
  parts: readonly (readonly [code: string, type: Type, expression: string, en: string, fr: string, example: string])[],
): SearchParameterDeclaration[] {
  return parts.map(([code, type, expression, en, fr, example]) =>
    searchBy(code, type, expression, en, fr, { group, example }),
  );
}

/** A part of an extension that holds a code. */
export function codeOfPart(part: string): string {
  return `extension('${part}').value.ofType(CodeableConcept)`;
}

/** R4's parameters for parts of addresses. @param path of the addresses */
export function addressParameters(path: string): SearchParameterDeclaration[] {
  return [
    searchBy('address', 'string', path, 'Any part of the address.', 'N’importe quelle partie de l’adresse.', { example: 'Nantes' }),
    searchBy('address-city', 'string', `${path}.city`, 'City of the address.', 'Ville de l’adresse.', { example: 'Nantes' }),
    searchBy('address-country', 'string', `${path}.country`, 'Country of the address.', 'Pays de l’adresse.', { example: 'FR' }),
    searchBy('address-postalcode', 'string', `${path}.postalCode`, 'Postal code of the address; its first digits are a *département*.', 'Code postal de l’adresse ; ses premiers chiffres désignent un département.', { example: '44' }),
    searchBy('address-state', 'string', `${path}.state`, 'State or region of the address.', 'Région de l’adresse.', { example: 'Pays de la Loire' }),
    searchBy('address-use', 'token', `${path}.use`, 'Use of the address.', 'Usage de l’adresse.', { example: 'work' }),
  ]; // prettier-ignore
}

/** R4's parameters for telecoms. @param path of the contact points @param phone, email examples from the sample */
export function telecomParameters(path: string, phone: string, email: string): SearchParameterDeclaration[] {
  return [
    searchBy('telecom', 'token', path, 'Telephone number, e-mail address or other contact.', 'Téléphone, courriel ou autre contact.', { example: phone }),
    searchBy('phone', 'token', `${path}.where(system='phone')`, 'Telephone number.', 'Numéro de téléphone.', { example: phone }),
    searchBy('email', 'token', `${path}.where(system='email')`, 'E-mail address.', 'Adresse électronique.', { example: email }),
  ]; // prettier-ignore
}

/** A search for a name by its sound. */
export function phoneticParameter(path: string, example: string): SearchParameterDeclaration {
  const [en, fr] = ['Words of the name as they sound in French.', 'Mots du nom tels qu’ils se prononcent en français.'];
  return searchBy('phonetic', 'string', path, en, fr, { words: frenchSounds, version: 1, example });
}
