import { jsonEqual } from '../patch/json-equal';
import type { AuditLog, AuditRow, AuditSeal, ChainHead, ChainPlace } from '../ports/audit';
import { columnsOf, recordOf, type AuditRecord } from './audit-record';
import { rootOf, type ChainHasher } from './chain';
import { instantOf } from '../ports/timed-id';

/** A fault found in an audit log. */
export interface ChainFault {
  readonly fault:
    /** The seal covers more rows, or fewer, than exist. */
    | 'rows-missing'
    | 'rows-added'
    /** A row differs from what was sealed. */
    | 'row-changed'
    /** The columns of a row do not match its record. */
    | 'column-changed'
    | 'seal-missing'
    | 'seal-changed'
    /** A seal does not refer to the one before it. */
    | 'seal-out-of-place'
    /** The seal was made with another key, or with none, and cannot be checked. */
    | 'other-key'
    /** The chain does not end at the recorded head. */
    | 'end-missing'
    /** The beginning is missing, and no retention record explains it. */
    | 'beginning-missing'
    /** Rows exist that no seal covers. */
    | 'stray-rows'
    /** An anchor noted outside the database is not in the chain. */
    | 'anchor-missing';
  /** Number of the seal. */
  readonly seal?: number;
  /** Id of the row. */
  readonly id?: string;
  readonly expected?: string | number;
  readonly found?: string | number;
}

/** Result after each seal. */
export interface Verified {
  readonly rows: number;
  readonly faults: readonly ChainFault[];
}

const SEALS_AT_ONCE = 500;
const WAITING_AT_ONCE = 1_000;

/**
 * Checks a chain from beginning to end. Servers may keep writing meanwhile.
 * @param anchors places of the chain that were noted outside the database
 */
export async function* verifyChain(
  log: AuditLog,
  hasher: ChainHasher,
  anchors: readonly ChainPlace[] = [],
): AsyncGenerator<Verified> {
  const head = await log.head();
  const open = new Map(anchors.map((anchor) => [anchor.number, anchor.hash]));
  if (open.get(head.cut.number) === head.cut.hash) open.delete(head.cut.number);
  let before: ChainPlace = head.cut;
  let told: AuditRecord['upTo'];
  let sealed = 0;
  for (let more = true; more && before.number < head.number;) {
    const seals = await log.seals(before.number, SEALS_AT_ONCE);
    more = seals.length > 0;
    for (const seal of seals) {
      if (seal.number > head.number) {
        more = false;
        break;
      }
      const rows = await log.sealed(seal.number);
      const faults = [...linkFaults(seal, before, hasher), ...rowFaults(seal, rows)];
      if (open.get(seal.number) === seal.hash) open.delete(seal.number);
      told = lastCut(rows) ?? told;
      sealed += rows.length;
      before = { number: seal.number, hash: seal.hash };
      yield { rows: rows.length, faults };
    }
  }
  yield { rows: 0, faults: await endFaults(log, { head, before, told, sealed, open }) };
}

function linkFaults(seal: AuditSeal, before: ChainPlace, hasher: ChainHasher): readonly ChainFault[] {
  const { number } = seal;
  const faults: ChainFault[] = [];
  if (number !== before.number + 1)
    faults.push({ fault: 'seal-missing', seal: before.number + 1, expected: before.number + 1, found: number });
  else if (seal.previous !== before.hash)
    faults.push({ fault: 'seal-out-of-place', seal: number, expected: before.hash, found: seal.previous });
  if (seal.key !== hasher.key) faults.push({ fault: 'other-key', seal: number, expected: hasher.key, found: seal.key });
  else {
    const expected = hasher.hashOf(seal);
    if (seal.hash !== expected) faults.push({ fault: 'seal-changed', seal: number, expected, found: seal.hash });
  }
  return faults;
}

function rowFaults({ number, count, root }: AuditSeal, rows: readonly AuditRow[]): readonly ChainFault[] {
  const faults: ChainFault[] = [];
  const differs = { seal: number, expected: count, found: rows.length };
  if (rows.length < count) faults.push({ fault: 'rows-missing', ...differs });
  else if (rows.length > count) faults.push({ fault: 'rows-added', ...differs });
  else if (rootOf(rows) !== root) faults.push({ fault: 'row-changed', seal: number });
  for (const row of rows) {
    if (!saysWhatItIsFoundBy(row)) faults.push({ fault: 'column-changed', seal: number, id: row.id });
  }
  return faults;
}

function saysWhatItIsFoundBy(row: AuditRow): boolean {
  const { id, recorded, body: _, ...columns } = row;
  try {
    return instantOf(id) === recorded && jsonEqual({ ...columns }, { ...columnsOf(recordOf(row)) });
  } catch {
    return false;
  }
}

interface End {
  readonly head: ChainHead;
  /** The last seal found. */
  readonly before: ChainPlace;
  readonly told: AuditRecord['upTo'];
  /** Number of rows checked. */
  readonly sealed: number;
  /** Anchors not found. */
  readonly open: ReadonlyMap<number, string>;
}

async function endFaults(log: AuditLog, { head, before, told, sealed, open }: End): Promise<readonly ChainFault[]> {
  const faults: ChainFault[] = [];
  if (before.number !== head.number || before.hash !== head.hash)
    faults.push({ fault: 'end-missing', seal: head.number, expected: head.number, found: before.number });
  const now = await log.head();
  const { number, hash } = now.cut;
  const waiting = await log.waiting(WAITING_AT_ONCE);
  // A removal during this run is recorded in rows that this run has not read.
  const isSettled = now.number === head.number && number === head.cut.number;
  const last = lastCut(waiting) ?? told;
  if (isSettled && number > 0 && (last?.number !== number || last.hash !== hash))
    faults.push({ fault: 'beginning-missing', seal: number, expected: last?.hash ?? '', found: hash });
  const counts = await log.counts();
  const stray = counts.rows - counts.waiting - sealed;
  if (isSettled && (await log.head()).number === head.number && stray > 0)
    faults.push({ fault: 'stray-rows', expected: sealed, found: sealed + stray });
  for (const [anchor, expected] of open) {
    // Anchors before the beginning can no longer be checked: retention has removed them.
    if (anchor > head.cut.number || anchor > head.number)
      faults.push({ fault: 'anchor-missing', seal: anchor, expected });
  }
  return faults;
}

/** The last cut that the rows record. */
function lastCut(rows: readonly AuditRow[]): AuditRecord['upTo'] {
  const last = rows.findLast(({ subtype }) => subtype === 'retention');
  return last && recordOf(last).upTo;
}
