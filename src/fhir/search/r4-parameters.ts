import type { SearchParameterDeclaration } from './declaration';
import type { ParameterType } from './kinds';
import source from './r4-parameters.json';

/**
 * By type: `code type expression`, followed by ` > Target|Target` if a parameter allows fewer types than its element.
 */
const LINES: Readonly<Record<string, readonly string[] | undefined>> = source;

/**
 * R4's search parameters of a type, except those common to all types, composite and special ones, to be used as
 * `searchParameters` of `defineResource`. A store that supports only some of them is not asked for the others.
 * @param codes return only these, in this order; default: all
 * @throws Error at load time when R4 does not define a code for the type
 * @see https://hl7.org/fhir/R4/searchparameter-registry.html
 */
export function r4SearchParameters(type: string, ...codes: readonly string[]): readonly SearchParameterDeclaration[] {
  const known = new Map((LINES[type] ?? []).map((line) => [line.slice(0, line.indexOf(' ')), line]));
  const wanted = codes.length === 0 ? [...known.keys()] : codes;
  return wanted.map((code) => {
    const line = known.get(code);
    if (line === undefined)
      throw new Error(`R4 has no search parameter ${code} of ${type}: ${[...known.keys()].join(', ')}`);
    return declared(line);
  });
}

function declared(line: string): SearchParameterDeclaration {
  const [, code = '', type = '', looksAt = '', targets] = /^(\S+) (\S+) (.+?)(?: > (\S+))?$/.exec(line) ?? [];
  return {
    code,
    type: type as ParameterType,
    expression: looksAt,
    ...(targets !== undefined && { target: targets.split('|') }),
    documentation: { en: `Looks at \`${looksAt}\`.`, fr: `Porte sur \`${looksAt}\`.` },
  };
}
