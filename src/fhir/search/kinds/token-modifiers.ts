import { excerptOf, say } from '../../messages';
import type { SearchClause, TokenValue } from '../../ports/search';
import { splitAt, unescape } from '../escaping';
import { foldText } from '../fold-text';
import { wrongValue } from '../search-value-error';
import { NO_TERMINOLOGY } from '../terminology';
import type { Asked, ParameterFacts } from './kind';
import { tokenClause } from './token-clause';
import { tokenOf } from './token-value';
import { cut, LONGEST_WORDS } from './words';

export type TokenModifier = 'not' | 'text' | 'of-type' | 'in' | 'not-in' | 'above' | 'below';

/** Types of elements whose codes belong to a code system. */
export const CODED = ['Coding', 'CodeableConcept', 'code'];

/** Maximum number of codes compared, from a value set or a hierarchy. */
const MOST_CODES = 1_000;

/** @see https://hl7.org/fhir/R4/search.html#token */
export const TOKEN_MODIFIERS: Readonly<Record<TokenModifier, (parameter: ParameterFacts, asked: Asked) => SearchClause>> = {
  not: (parameter, { alternatives }) => tokenClause(parameter, alternatives, true),
  text: ({ code, indexedAs = code }, { alternatives }) => ({
    kind: 'words',
    code: indexedAs,
    values: alternatives.map((text) => textOf(code, text)),
  }),
  'of-type': ({ code, indexedAs = code }, { alternatives }) => ({
    kind: 'token',
    code: `${indexedAs}:of-type`,
    values: alternatives.map((text) => typedOf(code, text)),
  }),
  in: (parameter, asked) => codesClause(parameter, codesOfSets(parameter, asked)),
  'not-in': (parameter, asked) => codesClause(parameter, codesOfSets(parameter, asked), true),
  above: (parameter, asked) => codesClause(parameter, relatedCodes(parameter, asked, 'above')),
  below: (parameter, asked) => codesClause(parameter, relatedCodes(parameter, asked, 'below')),
}; // prettier-ignore

function textOf(code: string, text: string): string {
  const folded = foldText(unescape(text));
  const hint = say`A comma in a value is written as \\,.`;
  if (folded === '') throw wrongValue(code, say`${code} without a value cannot be searched`, hint);
  if (folded === cut(folded)) return folded;
  const long = say`A value of ${code} is too long`;
  throw wrongValue(code, long, say`Send at most ${LONGEST_WORDS} characters.`, 'too-long');
}

/** Parses `system|code|value`, where the first two are the type of the identifier. */
function typedOf(code: string, text: string): TokenValue {
  const parts = splitAt('|', text).map(unescape);
  const [system = '', type = '', value = ''] = parts;
  if (parts.length === 3 && type !== '' && value !== '') return { system: `${system}|${type}`, value };
  const wrong = say`${excerptOf(text)} does not give the type of an identifier and its value`;
  throw wrongValue(code, wrong, say`Write ${code}:of-type=system of the type|code of the type|value.`);
}

function codesOfSets({ code }: ParameterFacts, { alternatives, modifier = '', terminology = NO_TERMINOLOGY }: Asked): readonly TokenValue[] {
  return alternatives.flatMap((text) => {
    const url = unescape(text).trim();
    const codes = terminology.codesOf(url);
    if (codes) return codes;
    const name = `${code}:${modifier}`;
    const hint = say`Write ${name}=canonical of a value set that this server knows with all its codes, or list the codes with commas.`;
    throw wrongValue(code, say`The codes of ${excerptOf(url)} are not known here`, hint, 'not-supported');
  });
} // prettier-ignore

function relatedCodes(
  { code }: ParameterFacts,
  { alternatives, terminology = NO_TERMINOLOGY }: Asked,
  direction: 'above' | 'below',
): readonly TokenValue[] {
  return alternatives.flatMap((text) => {
    const { system, value } = tokenOf(code, text);
    const codes = system ? terminology.related(direction, system, value) : undefined;
    if (codes) return codes.map((each): TokenValue => ({ system: system!, value: each }));
    const name = `${code}:${direction}`;
    const hint = system ? say`Search by the codes themselves, separated by commas.` : say`Write ${name}=system|code.`;
    throw wrongValue(code, say`The codes above or below ${excerptOf(text)} are not known here`, hint, 'not-supported');
  });
}

/** @throws FhirError `invalid-request` for too many codes */
function codesClause({ code, indexedAs = code, types = [] }: ParameterFacts, codes: readonly TokenValue[], not = false): SearchClause {
  if (codes.length > MOST_CODES) {
    const text = say`${code} would be compared with ${codes.length} codes`;
    throw wrongValue(code, text, say`At most ${MOST_CODES} codes can be compared; list those you need.`, 'too-costly');
  }
  // Elements of type `code` do not state their system.
  const values = types.length > 0 && types.every((type) => type === 'code') ? codes.map(({ value }) => ({ value })) : codes;
  return { kind: 'token', code: indexedAs, values, ...(not && { not }) };
} // prettier-ignore
