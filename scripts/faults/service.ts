import type { Fault } from './fault';

const SERVICE = 'src/fhir/service';
const PIPELINE = `${SERVICE}/write-pipeline.ts`;
const TURNS = `${SERVICE}/turns.ts`;
const PREPARATION = `${SERVICE}/plan-preparation.ts`;
const STAGED = `${SERVICE}/staged-unit.ts`;
const STORES = `${SERVICE}/store-registry.ts`;
const INTEGRITY = `${SERVICE}/referential-integrity.ts`;
const VALIDATOR = `${SERVICE}/resource-validator.ts`;
const CONDITIONS = `${SERVICE}/write-conditions.ts`;

/** Interactions and the one write path. */
export const SERVICE_FAULTS: readonly Fault[] = [
  [PIPELINE, 'context.dryRun || isTrusted(write)', 'isTrusted(write)', 'write-pipeline'],
  [PIPELINE, 'if (tries === ATTEMPTS) throw tooBusy(nameOf', 'if (tries > ATTEMPTS) throw tooBusy(nameOf', 'write-pipeline'],
  [STAGED, 'getTime() + 1', 'getTime()', 'write-pipeline'],
  [PREPARATION, 'sameContent(previous, resource)', 'sameContent(previous, draft.resource)', 'write-pipeline'],
  ['src/fhir/service/resource-rules.ts', 'known?.version === version', 'known', 'service/resource-rules'],
  ['src/fhir/service/plan-preparation.ts', 'plan.onlyCounts ? warnings.map(untold) : warnings', 'warnings.map(untold)', 'write-pipeline', 'e2e/validation'],
  ['src/fhir/service/in-transaction.ts', 'if (!dryRun) return store.transaction(work, options);', 'return store.transaction(work, options);', 'write-pipeline'],
  [PIPELINE, 'created: resource !== undefined && !previous', 'created: false', 'write-pipeline'],
  [PIPELINE, 'if (!(error instanceof StaleWriteError)) throw error;', '', 'write-pipeline'],
  [PIPELINE, 'if (final !== resource) warnings = await this.preparation.judged(context, final, write.checked);', '', 'test/e2e/hooks'],
  [PREPARATION, 'if (current?.json == null) return', 'if (current === undefined) return', 'write-pipeline'],
  [TURNS, 'const sorted = keys.sort();', 'const sorted = keys;', 'e2e/plans'],
  [TURNS, 'if (twice === undefined) return sorted;', 'if (twice !== sorted[0]) return sorted;', 'e2e/plans'],
  [`${SERVICE}/completed-plans.ts`, '.sort(byName);', ';', 'write-pipeline'],
  [PIPELINE, 'plans.map((plan) => outcomes.get(plan)!);', '[...outcomes.values()];', 'write-pipeline'],
  [STORES, 'if (stranger !== undefined) throw inTwoStores(first, stranger);', '', 'write-pipeline'],
  [STAGED, 'if (!this.isOwn(type)) throw inTwoStores(this.type, type);', '', 'e2e/stores'],
  [STAGED, 'if (version?.json == null) missing.push(key);', '', 'e2e/stores'],
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
  [`${SERVICE}/stamp.ts`, 'if (!isOwned(name)) meta[name]', 'meta[name]', 'service/stamp'],
  [`${SERVICE}/stamp.ts`, " || name === '_versionId' || name === '_lastUpdated'", '', 'service/stamp'],
  [`${SERVICE}/stamp.ts`, "name !== 'id' && name !== 'meta'", "name !== 'meta'", 'service/stamp'],
  [`${SERVICE}/stamp.ts`, 'names.length === contentNames(other).length &&', '', 'service/stamp'],
  [`${SERVICE}/rule-checker.ts`, "interaction === 'patch' && previous ?", 'previous ?', 'test/e2e/rules', 'ror-rules'],
  [`${SERVICE}/rule-checker.ts`, 'refuseBroken(found.filter(isFault));', '', 'test/e2e/rules'],
  [INTEGRITY, 'referrersAnywhere(version, NAMED + COUNTED)', 'referrersAnywhere(version, COUNTED)', 'service/referential'],
  [INTEGRITY, 'count < COUNTED ?', 'count <= COUNTED ?', 'service/referential'],
  [INTEGRITY, 'return !known.has(name) && ', 'return ', 'service/referential-integrity'],
  [INTEGRITY, ' && now.get(name)! > (before.get(name) ?? 0)', '', 'e2e/access/ror-places'],
  [INTEGRITY, '.filter((target) => !written.has(nameOf(target)))', '', 'e2e/access/ror-places'],
]; // prettier-ignore
