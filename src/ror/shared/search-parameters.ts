import type { SearchParameterDeclaration } from '../../fhir';

type Type = SearchParameterDeclaration['type'];
type More = Partial<Pick<SearchParameterDeclaration, 'target' | 'example'>>;

/** A search parameter in one line: code, type, expression, what it looks at in English and French. */
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

/** The parts of addresses, as R4 has them. @param path of the addresses */
export function addressParameters(path: string, examples: Readonly<Record<string, string>> = {}) {
  const part = (code: string, type: Type, expression: string, en: string, fr: string) => {
    const example = examples[code];
    return searchBy(code, type, expression, en, fr, example === undefined ? {} : { example });
  };
  return [
    part('address', 'string', path, 'Any part of the address.', 'N’importe quelle partie de l’adresse.'),
    part('address-city', 'string', `${path}.city`, 'City of the address.', 'Ville de l’adresse.'),
    part('address-country', 'string', `${path}.country`, 'Country of the address.', 'Pays de l’adresse.'),
    part(
      'address-postalcode',
      'string',
      `${path}.postalCode`,
      'Postal code of the address.',
      'Code postal de l’adresse.',
    ),
    part('address-state', 'string', `${path}.state`, 'State or region of the address.', 'Région de l’adresse.'),
    part('address-use', 'token', `${path}.use`, 'Use of the address.', 'Usage de l’adresse.'),
  ];
}

/** Telephone numbers and the like. @param path of the contact points */
export function telecomParameters(path: string): SearchParameterDeclaration[] {
  return [
    searchBy('telecom', 'token', path, 'Telephone number, e-mail address or other contact.', 'Téléphone, courriel ou autre contact.'),
    searchBy('phone', 'token', `${path}.where(system='phone')`, 'Telephone number.', 'Numéro de téléphone.'),
    searchBy('email', 'token', `${path}.where(system='email')`, 'E-mail address.', 'Adresse électronique.'),
  ]; // prettier-ignore
}
