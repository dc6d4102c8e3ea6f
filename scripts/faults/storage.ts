import type { Fault } from './fault';

const SQL = 'src/persistence/sql';
const STEPS = `${SQL}/transaction-steps.ts`;
const BATCH = `${SQL}/sqlite-batch.ts`;
const GUARDS = `${SQL}/guard-rows.ts`;
const ROWS = `${SQL}/resource-rows.ts`;
const WRITES = `${SQL}/version-writes.ts`;
const REFERENCES = `${SQL}/reference-rows.ts`;

/** The SQL stores, and references they index. */
export const STORAGE_FAULTS: readonly Fault[] = [
  [`${SQL}/retry.ts`, 'attempt === patience.tries ||', 'attempt > patience.tries ||', 'sql/retry'],
  [`${SQL}/retry.ts`, "|| error.fault === 'duplicate-key'", '', 'sql/retry'],
  [`${SQL}/fair-mutex.ts`, 'if (next) next();\n    else this.held = false;', 'this.held = false;\n    next?.();', 'sql/fair-mutex', 'sql/sqlite-database'],
  [`${SQL}/fair-mutex.ts`, 'this.waiting.splice(this.waiting.indexOf(enter), 1);', '', 'sql/fair-mutex'],
  [BATCH, "this.connection.run('ROLLBACK TO member');", '', 'sql/sqlite-batch'],
  [BATCH, 'this.caution.arise();', '', 'sql/sqlite-batch'],
  [BATCH, 'this.hasWritten = true;', '', 'sql/sqlite-batch'],
  [BATCH, 'hasWritten || rows > 0', 'rows > 0', 'sql/sqlite-batch'],
  [`${SQL}/sqlite-database.ts`, 'if (this.files) await batch?.endApart();', 'if (this.files && batch?.isHeavy) await batch.endApart();', 'sql/sqlite-batch'],
  [BATCH, "this.connection.run('COMMIT');\n      this.confirm();\n      this.settle();\n    } catch (error) {\n      this.rollBack();", "this.connection.run('COMMIT');\n      this.confirm();\n      this.settle();\n    } catch (error) {\n", 'sql/sqlite-batch'],
  [BATCH, 'this.rollBack();\n    this.settle(new SqlFaultError', 'this.settle(new SqlFaultError', 'sql/sqlite-batch'],
  [`${SQL}/group-commit.ts`, '[...new Set(statements)]', 'statements', 'sql/group-commit'],
  [`${SQL}/group-commit.ts`, ' && !writes.some(isAmong)', '', 'sql/group-commit'],
  [`${SQL}/group-commit.ts`, 'group.length === 1 || !isOfOne(error)', 'group.length === 1', 'sql/group-commit'],
  [`${SQL}/group-commit.ts`, 'units.some((unit) => unit.isTooLate())', 'false', 'sql/group-commit'],
  [STEPS, '|| this.isNeeded', '', 'contract/group-commit'],
  [STEPS, 'if (this.failure) throw this.failure;\n    if (this.late', 'if (this.late', 'sql/sql-unit-of-work'],
  [`${SQL}/sqlite-database.ts`, 'this.batch.undo();\n    this.release();\n    await this.batch.ended;', 'this.batch.undo();\n    this.release();\n    await this.batch.ended.catch(() => undefined);', 'sql/retried', 'sql/sqlite-batch'],
  [STEPS, 'if (!(error instanceof StaleWriteError) || this.late) this.failure', 'this.failure', 'sql/sql-unit-of-work', 'contract/resource-store'],
  [`${SQL}/sql-unit-of-work.ts`, '.filter((guard) => !this.held.has(guard))', '', 'sql/sql-unit-of-work'],
  [GUARDS, "if (how === 'shared') guards.add(first + lane);\n    else for", 'for', 'guard-rows', 'sql/sql-unit-of-work'],
  [GUARDS, '.sort((a, b) => a - b)', '', 'guard-rows', 'sql/sql-unit-of-work'],
  [`${SQL}/folded-hash.ts`, 'hash ^ name.charCodeAt(at)', 'hash ^ name.length', 'guard-rows'],
  [`${SQL}/entry-rows.ts`, 'if (less.length > 0)', 'if (less.length < 0)', 'contract/resource-store', 'contract/identifier'],
  [`${SQL}/index-page.ts`, 'known?.body === body', 'known', 'contract/index-rebuild'],
  [`${SQL}/index-page.ts`, '(bytes += Number(size)) > MOST_BYTES && at > 0', 'false', 'contract/index-rebuild'],
  [`${SQL}/index-check.ts`, 'page.suspects.length === 0', 'false', 'contract/index-rebuild'],
  [`${SQL}/index-check.ts`, '[...codes, ...found.map(([code]) => String(code))]', 'codes', 'contract/index-rebuild'],
  [REFERENCES, 'AND NOT (type = ? AND id = ?)', 'AND (type = type OR ? = ?)', 'contract/stores', 'contract/reference'],
  [REFERENCES, " AND interaction <> 'delete'", '', 'contract/resource-store', 'contract/reference'],
  [`${SQL}/sql-unit-of-work.ts`, '...(version.json === null ? [withoutReferences(version)] : []),', '', 'sql/sql-unit-of-work', 'contract/resource-store', 'contract/reference'],
  [WRITES, 'if (!written) throw stale({ version, before });', '', 'contract/resource-store'],
  [WRITES, 'versionId: String(before + 1)', 'versionId: String(before + 2)', 'contract/resource-store'],
  [WRITES, '=== 1;', '>= 0;', 'contract/resource-store'],
  [ROWS, '/^[1-9]\\d{0,9}$/', '/^[1-9]\\d{0,9}/', 'contract/stores'],
  ['src/persistence/token-hash.ts', 'system === undefined ? [value] : [system, value]', '[system, value]', 'persistence/token-hash'],
  ['src/fhir/integrity/references.ts', 'meant.base === undefined || meant.base === baseUrl', 'true', 'integrity/references'],
  ['src/fhir/integrity/references.ts', '|| !isResourceType(meant.type)', '', 'integrity/references'],
  ['src/fhir/model/reference.ts', '(?:/_history/(${ID}))?', '', 'model/reference'],
  ['src/persistence/host-data-source.ts', "'fhir_migrations'", "'migrations'", 'contract/host-data-source'],
  ['src/persistence/sql/open-sql-database.ts', 'beforeStatements(handle, () => database.giveWay());', '', 'contract/host-data-source', 'persistence.module'],
  ['src/fhir/service/staged-unit.ts', 'keys.filter(({ type }) => stores.capabilities(type).locks)', 'keys', 'service/staged-unit'],
]; // prettier-ignore
