import type { Fault } from './fault';

const SERVICE = 'src/fhir/service';
const PIPELINE = `${SERVICE}/write-pipeline.ts`;
const VALIDATOR = `${SERVICE}/resource-validator.ts`;
const CONDITIONS = `${SERVICE}/write-conditions.ts`;

/** Interactions and the one write path. */
export const SERVICE_FAULTS: readonly Fault[] = [
  [PIPELINE, 'if (context.dryRun) return;', '', 'write-pipeline'],
  [PIPELINE, 'if (tries === ATTEMPTS)', 'if (tries > ATTEMPTS)', 'write-pipeline'],
  [PIPELINE, 'getTime() ?? 0) + 1', 'getTime() ?? 0)', 'write-pipeline'],
  [PIPELINE, 'sameContent(previous, resource)', 'sameContent(previous, draft.resource)', 'write-pipeline'],
  [PIPELINE, 'if (!dryRun) return this.store.transaction(work);', 'return this.store.transaction(work);', 'write-pipeline'],
  [PIPELINE, 'Number(current?.versionId ?? 0) + 1', 'Number(current?.versionId ?? 0) + 2', 'write-pipeline'],
  [PIPELINE, 'created: !previous, changed: true', 'created: false, changed: true', 'write-pipeline'],
  [PIPELINE, 'if (!(error instanceof StaleWriteError)) throw error;', '', 'write-pipeline'],
  [PIPELINE, 'if (final !== resource) warnings = this.judged(final, charge);', '', 'test/e2e/hooks'],
  [PIPELINE, 'if (current === undefined || current.json === null) return current;', 'if (current === undefined) return current;', 'write-pipeline'],
  [`${SERVICE}/keyed-queue.ts`, 'if (this.tails.get(key) === tail) this.tails.delete(key);', 'this.tails.delete(key);', 'keyed-queue'],
  [`${SERVICE}/keyed-queue.ts`, '() => (begun ? undefined : ahead)', '() => undefined', 'keyed-queue'],
  [`${SERVICE}/keyed-queue.ts`, 'this.tails.set(key, tail);', '', 'keyed-queue'],
  [CONDITIONS, 'current?.json === null ? undefined : current?.versionId', 'current?.versionId', 'write-conditions'],
  [CONDITIONS, 'demanded && !ifMatch && version !== undefined', 'demanded && !ifMatch', 'write-conditions'],
  [CONDITIONS, 'if (ifNoneMatch?.matches(version))', 'if (!ifMatch && !ifNoneMatch?.matches(version))', 'write-conditions'],
  [VALIDATOR, 'JSON.stringify([code, text, ', 'JSON.stringify([code, ', 'resource-validator'],
  [VALIDATOR, 'faults.some(({ code }) => UNREADABLE', 'faults.every(({ code }) => UNREADABLE', 'resource-validator'],
  [VALIDATOR, "interaction !== 'patch' && faults.some", 'faults.some', 'resource-validator'],
  [VALIDATOR, 'const faults = issues.filter(isFault);\n  if (faults.length === 0) return { faults, former: [] };', 'const faults = issues.filter(isFault);', 'resource-validator'],
  [VALIDATOR, "expression?.replace(/\\[\\d+\\]/g, '')", 'expression', 'resource-validator'],
  [`${SERVICE}/stamp.ts`, '{ versionId, lastUpdated: lastUpdated.toISOString(), ...(isJsonObject(meta) && meta) }', '{ versionId, lastUpdated: lastUpdated.toISOString() }', 'service/stamp'],
  [`${SERVICE}/stamp.ts`, "member.replace(/^_/, '')", 'member', 'service/stamp'],
  [`${SERVICE}/stamp.ts`, "name !== 'id' && name !== 'meta'", "name !== 'meta'", 'service/stamp'],
  [`${SERVICE}/stamp.ts`, 'names.length === contentNames(other).length &&', '', 'service/stamp'],
  [`${SERVICE}/fits.ts`, 'clauses.every((clause)', 'clauses.some((clause)', 'service/fits'],
  [`${SERVICE}/fits.ts`, '(system === undefined || identifier.system === system)', '(identifier.system === system)', 'service/fits'],
  [`${SERVICE}/identifiers.ts`, "if (typeof value !== 'string') continue;", '', 'service/identifiers'],
  [`${SERVICE}/identifiers.ts`, 'Array.isArray(element) ? element : [element]', '[element].flat(0)', 'service/identifiers'],
  [`${SERVICE}/index-change.ts`, '!before.has(keyOf(entry))', 'before.has(keyOf(entry))', 'service/index-change'],
  [`${SERVICE}/rule-checker.ts`, "interaction === 'patch' && previous ?", 'previous ?', 'test/e2e/rules', 'ror-rules'],
  [`${SERVICE}/rule-checker.ts`, 'refuseBroken(found.filter(isFault));', '', 'test/e2e/rules'],
]; // prettier-ignore
