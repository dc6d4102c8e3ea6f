import type { Fault } from './fault';

const FACADE = 'src/persistence/facade';
const UNIT = `${FACADE}/facade-unit.ts`;
const WRITING = `${FACADE}/write-rows.ts`;

/** What a store over existing tables keeps and shows. */
export const FACADE_FAULTS: readonly Fault[] = [
  [`${FACADE}/beside-tables.ts`, 'if (!jsonEqual(fromTables[name], table)) continue;', '', 'facade/beside-tables'],
  [`${FACADE}/beside-tables.ts`, 'if (sent === undefined) delete resource[name];\n    else resource[name] = sent;', 'if (sent !== undefined) resource[name] = sent;', 'facade/beside-tables'],
  [`${FACADE}/row-version.ts`, 'hasChildren ? `${counter}-${hashOf(content)}` : String(counter)', 'String(counter)', 'facade/row-version'],
  [`${FACADE}/row-version.ts`, '`${lastUpdated.getTime()}-${hashOf(content)}`', 'String(lastUpdated.getTime())', 'facade/row-version'],
]; // prettier-ignore

/** Faults that only tests on a database server (`TEST_DATABASE_URL`) can detect. */
export const FACADE_SERVER_FAULTS: readonly Fault[] = [
  [UNIT, 'current?.version.versionId !== expected || !current', '!current', 'contract/facade/facade-store'],
  [UNIT, 'refuseUnkept(unkept);', '', 'contract/facade/facade-store'],
  [UNIT, 'await table.history?.see(transaction, before.version);', '', 'contract/facade/facade-store'],
  [UNIT, 'missing = new Map(keys.filter((key) => !there.has(nameOf(key)))', 'missing = new Map(keys.filter((key) => there.has(nameOf(key)))', 'contract/facade/facade-store'],
  [WRITING, 'quoted(version.column)} + 1', 'quoted(version.column)} + 0', 'contract/facade/facade-store'],
  [WRITING, 'ranks.slice(rows.length)', 'ranks.slice(rows.length + 1)', 'contract/facade'],
  [WRITING, 'index - ranks.length + 1', 'index - ranks.length', 'contract/facade/facade-store'],
  [WRITING, 'const set = [mark, ...advanced(open)];', 'const set = [mark];', 'contract/facade/awkward-tables'],
  [`${FACADE}/read-rows.ts`, "allOf([condition, isUnmarked(mapping, 't')])", 'condition', 'contract/facade/awkward-tables'],
  [`${FACADE}/column-search.ts`, "isLinked(links, 'c', alias)", "isLinked(links.slice(1), 'c', alias)", 'contract/facade/awkward-tables'],
  [`${FACADE}/unkept.ts`, 'compare({ ...wanted, ...given }', 'compare({ ...wanted }', 'contract/facade/awkward-tables'],
  [WRITING, 'cells.some(([column, value]) => before[index]![column] !== value)', 'false', 'contract/facade/facade-store'],
]; // prettier-ignore
