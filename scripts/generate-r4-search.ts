/**
 * Writes src/fhir/search/r4-parameters.json: the search parameters of FHIR R4 (4.0.1) that can be answered here, by the
 * type they search, as one line each: `code type expression`, and ` > Target|Target` where the element allows more.
 *
 *   npm run generate:r4-search -- FOLDER
 *
 * FOLDER holds HL7's SearchParameter-*.json, as in the package hl7.fhir.r4.examples. Composite and special parameters,
 * and those that cannot be indexed (a condition instead of elements), are left out; the script prints which.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SearchParameterDeclaration } from '../src/fhir';
import { compileParameter } from '../src/fhir/search/compile-parameter';

interface Published {
  readonly url?: string;
  readonly code: string;
  readonly type: string;
  readonly base?: readonly string[];
  readonly expression?: string;
  readonly target?: readonly string[];
}

const OWN = 'http://hl7.org/fhir/SearchParameter/';
/** Parameters that the framework answers for every resource by itself, or that need data the index does not hold. */
const ELSEWHERE: ReadonlySet<string> = new Set(['identifier', 'phonetic']);
const [folder = ''] = process.argv.slice(2);

function published(): Published[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('SearchParameter-'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Published)
    .filter(({ url, expression }) => url?.startsWith(OWN) && expression);
}

/** The part of an expression for one type, written with `ofType`. */
function expressionOf(expression: string, base: string): { expression: string; target: string[] } {
  const target: string[] = [];
  const parts = expression
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part.replace(/^\(/, '').startsWith(`${base}.`))
    .map((part) =>
      part
        .replace(/\.where\(resolve\(\) is (\w+)\)/, (_, type: string) => (target.push(type), ''))
        .replace(/^\(([\w.]+) as (\w+)\)/, '$1.ofType($2)')
        .replace(/\.as\((\w+)\)/g, '.ofType($1)'),
    );
  return { expression: parts.join(' | '), target };
}

const lines: Record<string, string[]> = {};
const leftOut: string[] = [];
for (const { code, type, base = [], expression = '', target = [] } of published()) {
  for (const each of base) {
    if (code.startsWith('_') || ELSEWHERE.has(code) || each === 'Resource' || each === 'DomainResource') continue;
    const own = expressionOf(expression, each);
    const targets = own.target.length > 0 ? own.target : target;
    const declaration = {
      code,
      type,
      expression: own.expression,
      ...(targets.length > 0 && { target: targets }),
      documentation: { en: '', fr: '' },
    } as SearchParameterDeclaration;
    try {
      compileParameter(each, declaration);
      const suffix = own.target.length > 0 ? ` > ${own.target.join('|')}` : '';
      (lines[each] ??= []).push(`${code} ${type} ${own.expression}${suffix}`);
    } catch (error) {
      leftOut.push(`${each} ${code} ${type}: ${(error as Error).message}`);
    }
  }
}
const sorted = Object.fromEntries(Object.entries(lines).sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, all]) => [type, all.sort()])); // prettier-ignore
const count = Object.values(sorted).flat().length;
writeFileSync('src/fhir/search/r4-parameters.json', `${JSON.stringify(sorted, null, 1)}\n`);
console.log(`${count} parameters of ${Object.keys(sorted).length} types; left out:\n${leftOut.join('\n')}`);
