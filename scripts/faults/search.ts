import type { Fault } from './fault';

const SEARCH = 'src/fhir/search';
const KINDS = `${SEARCH}/kinds`;
const TOKEN = `${KINDS}/token.ts`;
const VALUE = `${KINDS}/token-value.ts`;
const CLAUSES = `${SEARCH}/read-clauses.ts`;

/** Search parameters: parsing, indexing and matching. */
export const SEARCH_FAULTS: readonly Fault[] = [
  [VALUE, 'if (parts.length > 2)', 'if (parts.length > 3)', 'search/read-clauses'],
  [VALUE, '{ system: first, value }', '{ system: value, value }', 'search/read-clauses', 'search/search-query'],
  [VALUE, "if (value === '') throw", "if (value === 'x') throw", 'search/read-clauses', 'rest/criteria'],
  [TOKEN, "const { system, [member]: said } = value;\n  if (typeof said !== 'string') return NO_ENTRIES;", 'const { system, [member]: said } = value as { system: string; [member]: string };', 'search/kinds'],
  [`${KINDS}/token-modifiers.ts`, 'tokenClause(parameter, alternatives, true)', 'tokenClause(parameter, alternatives)', 'search/kinds', 'e2e/search'],
  [`${KINDS}/date.ts`, 'end?.high ?? END', 'end?.high ?? start!.high', 'search/kinds'],
  [`${KINDS}/date.ts`, 'low <= high ?', 'true ?', 'search/kinds'],
  [`${KINDS}/time-span.ts`, "sign === '-' ? -1 : 1", "sign === '-' ? 1 : -1", 'search/kinds'],
  [`${KINDS}/time-span.ts`, 'low + MINUTE - 1', 'low + MINUTE', 'search/kinds'],
  [`${KINDS}/quantity.ts`, 'Number(exponent) - fraction.length', '-fraction.length', 'search/kinds'],
  [`${KINDS}/quantity.ts`, 'unit.length > 2 || ', '', 'search/kinds'],
  [`${KINDS}/reference.ts`, 'modifier === undefined || modifier === target.type ? [target] : []', '[target]', 'search/kinds'],
  [`${KINDS}/reference.ts`, 'if (modifier !== undefined) return [{ type: modifier, id: text }];', '', 'search/kinds'],
  [`${KINDS}/string.ts`, "match === 'exact' ? texts : texts.map(foldText)", 'texts', 'search/kinds'],
  [`${KINDS}/string.ts`, 'if (Array.isArray(said)) for (const each of said) entries.push(...textEntries(each, code));\n    else if', 'if', 'search/kinds'],
  [`${SEARCH}/distinct-entries.ts`, 'if (this.words.has(entry.words)) return;', '', 'search/distinct-entries'],
  [`${SEARCH}/escaping.ts`, "replace(/\\\\([\\\\,|$])/g, '$1')", "replace(/\\\\([\\\\,$])/g, '$1')", 'search/read-clauses'],
  [`${SEARCH}/criteria/path.ts`, 'if (!parameter.modifiers.includes(modifier)) throw unknownModifier(name, parameter);', '', 'search/read-clauses', 'search/criteria'],
  [CLAUSES, "filter((value) => value !== '')", 'slice()', 'search/read-clauses'],
  [`${SEARCH}/criteria/limits.ts`, 'alternatives.length <= MOST_ALTERNATIVES', 'alternatives.length <= MOST_ALTERNATIVES + 1', 'search/read-clauses'],
  [CLAUSES, 'values.length > MOST_OCCURRENCES', 'values.length > MOST_OCCURRENCES + 1', 'search/read-clauses'],
  [`${SEARCH}/fits.ts`, 'clauses.every((each)', 'clauses.some((each)', 'search/together', 'contract/search-agreement'],
  [`${SEARCH}/entry-fits.ts`, '(one.system ?? system) === system', 'one.system === system', 'search/still-fits', 'contract/search-agreement'],
  [`${SEARCH}/index-change.ts`, '!left.delete(keyOf(entry))', 'left.delete(keyOf(entry))', 'search/index-change'],
  [`${SEARCH}/index-change.ts`, 'if (!added.delete(key)) removed.delete(key);', '', 'search/index-change'],
  [`${SEARCH}/index-change.ts`, 'if (total >= MOST_ENTRIES) return undefined;', '', 'search/index-change'],
  [`${SEARCH}/index-change.ts`, 'if (added.delete(key)) removed.delete(key);', '', 'search/index-change'],
  ['src/fhir/ports/cursor.ts', '!isId(id) || cursorAfter(id) !== cursor', '!isId(id)', 'contract/resource-store', 'conformance/http/search'],
]; // prettier-ignore
