import {
  type EntryClause,
  inBothHalves,
  isOwnClause,
  type OwnClause,
  type SearchClause,
  shownAfterAll,
  type Unseen,
  unseenByBoth,
  unseenOf,
  wholly,
} from '../../../fhir';
import { lookupOf } from '../clause-sql';
import { ALL_SEEN, allOf, oneOf, part, type Part, type RowException, type RowMask } from '../part';
import { byIndex, union } from './by-index';
import { mostInside, nestingOf } from './nesting';
import { isOneValue, lookupsOf, valuesApart } from './by-value';
import { byDocument } from './by-document';
import { byRecord } from './by-record';
import { hierarchy } from './hierarchy';
import {
  allOfThem,
  FEW,
  joinedTest,
  leaf,
  narrowed,
  partTest,
  SCAN,
  selectIds,
  testRows,
  type Planned,
} from './planned';
import { referredBy, refersTo } from './relations';
import { byIds, byInstant, scanned } from './rows-of-type';
import { Scope } from './scope';
import { simplified } from './simplified';

/** Plans the clauses of one search for the engine that executes it. */
export class Planner {
  constructor(
    private readonly isSqlite: boolean,
    private readonly unseen: Unseen | undefined,
  ) {}

  /**
   * The most selective clause is looked up, and the others are tested on what it finds. Which one that is may be known
   * only after counting, so the decision is made as late as possible.
   */
  all(type: string, clauses: readonly SearchClause[]): Planned {
    const planned = clauses.map((each) => this.one(type, each));
    if (planned.length === 0) return scanned(type, undefined);
    return planned.length === 1 ? planned[0]! : together(planned);
  }

  /**
   * How the resources of a type that match a clause are found, and how a single one is tested.
   * @param clause `simplified`, with everything in it
   */
  private one(type: string, clause: SearchClause): Planned {
    if (isOwnClause(clause)) return this.own(type, clause);
    switch (clause.kind) {
      case 'all':
        return this.all(type, clause.clauses);
      case 'whole':
        return new Planner(this.isSqlite, wholly(this.unseen)).all(type, clause.clauses);
      case 'any':
        return either(type, clause.clauses.map((each) => this.one(type, each)));
      case 'not': {
        const inner = this.one(type, clause.clause);
        const test: Planned['test'] = (scope, id) => {
          const { sql, values } = partTest(inner, scope, id);
          return part(`NOT (${sql})`, ...values);
        };
        const rows: Planned['rows'] = (scope, id) => {
          const { sql, values } = joinedTest(inner, scope, id);
          return { from: [], where: [part(`NOT (${sql})`, ...values)] };
        };
        return { ...scanned(type, test), rows, choices: inner.choices ?? [] };
      }
      case 'refersTo':
        return refersTo(type, clause, this.all(clause.type, clause.clauses), this.mask(type));
      case 'referredBy':
        return referredBy(type, clause, this.all(clause.type, clause.clauses), this.mask(clause.type));
      case 'above':
      case 'below': {
        const { clauses, through } = clause;
        return hierarchy(this.isSqlite, type, clause, this.all(type, clauses), {
          through: through && through.length > 0 ? this.all(type, through) : undefined,
          unseen: this.mask(type),
        });
      }
    }
  } // prettier-ignore

  private own(type: string, clause: OwnClause): Planned {
    const planned = this.lookup(type, clause);
    if (planned.rank <= FEW || planned.rank >= SCAN) return planned;
    const apart = valuesApart(clause)?.map((each) => this.lookup(type, each));
    return leaf({ ...planned, isInOrder: isOneValue(clause), ...(apart && { byValue: lookupsOf(apart) }) });
  }

  private lookup(type: string, clause: OwnClause): Planned {
    if (clause.kind === 'id') return byIds(type, clause.ids);
    if (clause.kind === 'lastUpdated') return byInstant(type, clause.values);
    const lookupOfEntry = (each: EntryClause) => lookupOf(each, this.mask(type), this.isSqlite);
    if (clause.kind === 'together') return byRecord(type, clause.clauses.map(lookupOfEntry));
    const lookup = lookupOfEntry(clause);
    return this.isSqlite && clause.kind === 'words' ? byDocument(type, clause, lookup) : byIndex(type, lookup);
  }

  private mask(type: string): RowMask {
    return rowMask(this.isSqlite, this.unseen, type);
  }
}

/** Several plans of which all must match. */
function together(planned: readonly Planned[]): Planned {
  const ranked = () => planned.toSorted((one, other) => one.rank - other.rank);
  const [first, second] = ranked() as [Planned, Planned];
  const isChoice = second.rank < SCAN && first.rank > FEW;
  return {
    get rank() {
      return ranked()[0]!.rank;
    },
    get isWide() {
      return ranked()[0]!.isWide === true;
    },
    get isInOrder() {
      return ranked()[0]!.isInOrder === true;
    },
    leaves: allOfThem(planned, 'leaves'),
    choices: isChoice ? allOfThem(planned, 'leaves') : allOfThem(planned, 'choices'),
    found: (scope, isPage) => {
      const [driver, ...others] = ranked() as [Planned, ...Planned[]];
      const found = driver.found(scope, isPage);
      return narrowed(
        found,
        others.map((each) => partTest(each, scope, found.id)),
      );
    },
    test: (scope, id) => allOf(ranked().map((each) => partTest(each, scope, id))),
    rows: (scope, id) => {
      const all = ranked().map((each) => testRows(each, scope, id));
      return { from: all.flatMap(({ from }) => from), where: all.flatMap(({ where }) => where) };
    },
    isProof: planned.some(({ isProof }) => isProof),
  };
}

/** Several plans of which at least one must match. */
function either(type: string, planned: readonly Planned[]): Planned {
  const test: Planned['test'] = (scope, id) => oneOf(planned.map((each) => partTest(each, scope, id)));
  const rows: Planned['rows'] = (scope, id) => ({
    from: [],
    where: [oneOf(planned.map((each) => joinedTest(each, scope, id)))],
  });
  const isProof = planned.every((each) => each.isProof);
  const choices = allOfThem(planned, 'choices');
  const rank = () => Math.max(...planned.map((each) => each.rank));
  if (rank() >= SCAN) return { ...scanned(type, test, isProof), rows, choices };
  return {
    get rank() {
      return rank();
    },
    get isWide() {
      return planned.some((each) => each.isWide === true);
    },
    leaves: allOfThem(planned, 'leaves'),
    choices,
    found: (scope) =>
      union(
        planned.map((each) => each.found(scope)),
        scope,
      ),
    test,
    rows,
    isProof,
  };
}

/** By dialect and type. */
const MASKS = new WeakMap<Unseen, Map<string, RowMask>>();

/** What is hidden of the index rows of a type. Planned once per search. */
export function rowMask(isSqlite: boolean, masks: Unseen | undefined, type: string): RowMask {
  if (!masks?.except?.[type]) {
    const unseen = unseenOf(masks, type);
    return unseen === 0 ? ALL_SEEN : { unseen };
  }
  let known = MASKS.get(masks);
  if (!known) MASKS.set(masks, (known = new Map<string, RowMask>()));
  const key = `${isSqlite} ${type}`;
  let mask = known.get(key);
  if (!mask) known.set(key, (mask = dividedMask(isSqlite, masks, type)));
  return mask;
}

function dividedMask(isSqlite: boolean, masks: Unseen, type: string): RowMask {
  const cases: RowException[] = [];
  let unseen = unseenOf(masks, type);
  for (const { where, labels } of masks.except![type]!) {
    const growth = shownAfterAll(labels);
    const all = simplified({ kind: 'all', clauses: where });
    if (all === true) unseen += growth;
    if (typeof all === 'boolean') continue;
    const plan = new Planner(isSqlite, wholly(masks)).all(type, all.kind === 'all' ? all.clauses : [all]);
    cases.push({ rows: inBothHalves(labels), growth, test: (id, scope) => testInside(plan, id, scope) });
  }
  if (cases.length === 0) return { unseen };
  const most = cases.reduce((sum, { growth }) => sum + growth, unseen);
  return { unseen, except: { every: unseenByBoth(unseen, most), cases } };
}

/** How deep a condition of a policy is nested at most (`Scope`); a table would hold all resources that match. */
const DEEPEST_OF_POLICY = 8;

/** Conditions around one of a sort key. */
const OF_A_SORT = 2;

/** The condition of a plan for a resource, inside a statement that has another plan. */
function testInside(plan: Planned, id: string, around?: Scope): Part {
  const scope = new Scope('m', DEEPEST_OF_POLICY);
  const test = plan.test(scope, id);
  if (scope.isComplete && nestingOf(test.sql) <= mostInside(around?.nesting ?? OF_A_SORT)) return test;
  if (around) return part(`${id} IN (SELECT id FROM ${around.tableOf(plan, () => selectIds(plan.found(around)))})`);
  const whole = new Scope('m', OF_A_SORT);
  const { sql, values } = whole.complete(selectIds(plan.found(whole)));
  return part(`${id} IN (${sql})`, ...values);
}
