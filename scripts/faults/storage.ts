import type { Fault } from './fault';

const SQL = 'src/persistence/sql';
const BATCH = `${SQL}/sqlite-batch.ts`;
const GUARDS = `${SQL}/guard-rows.ts`;
const ROWS = `${SQL}/resource-rows.ts`;
const REFERENCES = `${SQL}/reference-rows.ts`;
const INTEGRITY = 'src/fhir/integrity';

/** The SQL stores, and references that must hold. */
export const STORAGE_FAULTS: readonly Fault[] = [
  [`${SQL}/retry.ts`, 'attempt === TRIES ||', 'attempt > TRIES ||', 'sql/retry'],
  [`${SQL}/retry.ts`, "|| error.fault === 'duplicate-key'", '', 'sql/retry'],
  [`${SQL}/fair-mutex.ts`, 'if (next) next();\n    else this.held = false;', 'this.held = false;\n    next?.();', 'sql/fair-mutex', 'sql/sqlite-database'],
  [`${SQL}/fair-mutex.ts`, 'this.waiting.splice(this.waiting.indexOf(enter), 1);', '', 'sql/fair-mutex'],
  [BATCH, "this.connection.run('ROLLBACK TO member');", '', 'sql/sqlite-database'],
  [BATCH, 'this.rollBack();\n      this.settle(error as Error);', 'this.settle(error as Error);', 'sql/sqlite-database'],
  [BATCH, 'this.rollBack();\n    this.settle(new SqlFaultError', 'this.settle(new SqlFaultError', 'sql/sqlite-database'],
  [`${SQL}/sql-unit-of-work.ts`, 'if (this.failure) throw this.failure;\n    const transaction', 'const transaction', 'sql/sql-unit-of-work'],
  [`${SQL}/sql-unit-of-work.ts`, 'if (!(error instanceof StaleWriteError)) this.failure', 'this.failure', 'sql/sql-unit-of-work', 'contract/resource-store'],
  [`${SQL}/sql-unit-of-work.ts`, '.filter((guard) => !this.held.has(guard))', '', 'sql/sql-unit-of-work'],
  [GUARDS, "if (how === 'shared') guards.add(first + lane);\n    else for", 'for', 'guard-rows', 'sql/sql-unit-of-work'],
  [GUARDS, '.sort((a, b) => a - b)', '', 'guard-rows', 'sql/sql-unit-of-work'],
  [GUARDS, 'hash ^ name.charCodeAt(at)', 'hash ^ name.length', 'guard-rows'],
  [`${SQL}/identifier-rows.ts`, 'await removeRows(transaction, REMOVE, keys);', '', 'contract/resource-store', 'contract/identifier'],
  [REFERENCES, 'AND NOT (type = ? AND id = ?)', 'AND (type = type OR ? = ?)', 'contract/resource-store', 'contract/reference'],
  [REFERENCES, 'AND body IS NOT NULL', '', 'contract/resource-store', 'contract/reference'],
  [REFERENCES, 'await transaction.run(REMOVE_ALL, [type, id]);', '', 'contract/resource-store', 'contract/reference'],
  [ROWS, 'if (!written) throw new StaleWriteError(type, id, expected);', '', 'contract/resource-store'],
  [ROWS, '=== 1;', '>= 0;', 'contract/resource-store'],
  [ROWS, '/^[1-9]\\d{0,9}$/', '/^[1-9]\\d{0,9}/', 'contract/resource-store'],
  ['src/persistence/identifier-hash.ts', 'system === undefined ? [value] : [system, value]', '[system, value]', 'persistence/identifier-hash'],
  ['src/fhir/integrity/references.ts', 'meant.base === undefined || meant.base === baseUrl', 'true', 'integrity/references'],
  ['src/fhir/integrity/references.ts', '|| !isResourceType(meant.type)', '', 'integrity/references'],
  ['src/fhir/model/reference.ts', '(?:/_history/(${ID}))?', '', 'model/reference'],
  [`${INTEGRITY}/referential-integrity.ts`, 'NAMED + COUNTED', 'COUNTED', 'integrity/referential'],
  [`${INTEGRITY}/referential-integrity.ts`, 'count < COUNTED ?', 'count <= COUNTED ?', 'integrity/referential'],
  [`${INTEGRITY}/referential-integrity.ts`, 'former.add(nameOf(keyOf(resource)));', '', 'e2e/integrity'],
  [`${INTEGRITY}/referential-integrity.ts`, '.filter(({ target }) => !former.has(nameOf(target)))', '', 'e2e/integrity'],
]; // prettier-ignore
