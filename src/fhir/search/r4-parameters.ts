import type { SearchParameterDeclaration } from './declaration';
import type { ParameterType } from './kinds';
import source from './r4-parameters.json';

/** By type: `code type expression`, and ` > Target|Target` where a parameter takes fewer types than its element. */
const LINES: Readonly<Record<string, readonly string[] | undefined>> = source;

/**
 * The search parameters that R4 has for a type, those aside that every type has, and composite and special ones. For
 * `defineResource({ searchParameters })`; a store that answers some of them alone is told no others.
 * @param codes only these, in this order; absent: all
 * @throws Error at load when R4 has no such parameter for the type
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
