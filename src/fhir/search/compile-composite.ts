import { excerptOf, say } from '../messages';
import type { EntryClause, SearchClause, SearchSupport } from '../ports/search';
import type { SearchParameterDeclaration } from './declaration';
import { splitAt } from './escaping';
import type { Asked } from './kinds';
import type { IndexedParameter } from './searchable';
import { wrongValue } from './search-value-error';

type Compile = (
  type: string,
  declaration: SearchParameterDeclaration,
  answered: SearchSupport,
  entryCode: string,
) => IndexedParameter;

/**
 * Compiles a composite parameter, `code$value`: all parts must hold for one and the same record. Each part is compiled
 * as a parameter over the records of the composite; it cannot be searched on its own.
 * @param compile compiles a parameter whose entries have a code of their own
 * @throws Error when the declaration is invalid
 * @see https://hl7.org/fhir/R4/search.html#composite
 */
export function compileComposite(
  type: string,
  declaration: SearchParameterDeclaration,
  answered: SearchSupport,
  compile: Compile,
): IndexedParameter {
  const { code, expression, components = [], documentation, example } = declaration;
  if (expression === undefined || components.length < 2) {
    throw new Error('a composite needs an expression for its records, and two components or more');
  }
  const parts = components.map((component, at) =>
    compile(type, { code, documentation, group: expression, ...component }, answered, `${code}$${at}`),
  );
  const written = components.map(({ type: each }) => each).join('$');
  const roots = parts.map((part) => part.roots);
  const isRooted = roots.every((root) => root !== undefined);
  return {
    code,
    type: 'composite',
    documentation: {
      en: `${documentation.en} \`${written}\`: the values between the dollar signs must occur in the same record; commas mean OR.`,
      fr: `${documentation.fr} \`${written}\` : les parties séparées par des dollars portent sur un seul et même enregistrement ; la virgule veut dire « ou ».`,
    },
    ...(example !== undefined && { example }),
    codes: parts.flatMap((part) => part.codes),
    modifiers: [],
    clause: (asked) => clauseOf(code, written, parts, asked),
    entries: (resource, baseUrl, most) => parts.flatMap((part) => part.entries(resource, baseUrl, most)),
    ...(isRooted && { roots: roots.flat() }),
    origin: JSON.stringify([code, 'composite', parts.map(({ origin }) => origin)]),
    place: expression,
  };
}

/** @throws FhirError `invalid-request` */
function clauseOf(code: string, written: string, parts: readonly IndexedParameter[], asked: Asked): SearchClause {
  const clauses = asked.alternatives.map((text): SearchClause => {
    const values = splitAt('$', text);
    if (values.length !== parts.length) {
      const hint = say`Write ${code}=${written}; a dollar sign in a value is written as \\$.`;
      throw wrongValue(code, say`${excerptOf(text)} does not have ${parts.length} parts`, hint);
    }
    const together = parts.map((part, at) => part.clause({ ...asked, alternatives: [values[at]!] }) as EntryClause);
    return { kind: 'together', clauses: together };
  });
  return clauses.length === 1 ? clauses[0]! : { kind: 'any', clauses };
}
