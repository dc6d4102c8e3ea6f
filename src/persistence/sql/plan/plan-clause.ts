import {
  isOwnClause,
  type OwnClause,
  type SearchClause,
  type Unseen,
  unseenByBoth,
  type UnseenExcept,
  unseenOf,
  wholly,
} from '../../../fhir';
import { lookupOf } from '../clause-sql';
import { ALL_SEEN, allOf, oneOf, part, type Part, type RowMask } from '../part';
import { byIndex, union } from './by-index';
import { mostInside, nestingOf } from './nesting';
import { isOneValue, lookupsOf, valuesApart } from './by-value';
import { byRecord } from './by-record';
import { hierarchy } from './hierarchy';
import { allOfThem, FEW, leaf, narrowed, partTest, SCAN, selectIds, type Planned } from './planned';
import { referredBy, refersTo } from './relations';
import { byIds, byInstant, scanned } from './rows-of-type';
import { Scope } from './scope';
import { simplified } from './simplified';

/**
 * How the resources of a type that match a clause are found, and how a single one is tested.
 * @param clause `simplified`, with everything in it
 */
function planClause(type: string, clause: SearchClause, unseen: Unseen | undefined): Planned {
  if (isOwnClause(clause)) return planOwn(type, clause, rowMask(unseen, type));
  switch (clause.kind) {
    case 'all':
      return planAll(type, clause.clauses, unseen);
    case 'whole':
      return planAll(type, clause.clauses, wholly(unseen));
    case 'any':
      return planAny(type, clause.clauses, unseen);
    case 'not': {
      const inner = planClause(type, clause.clause, unseen);
      const test: Planned['test'] = (scope, id) => {
        const { sql, values } = partTest(inner, scope, id);
        return part(`NOT (${sql})`, ...values);
      };
      return { ...scanned(type, test), choices: inner.choices ?? [] };
    }
    case 'refersTo':
      return refersTo(type, clause, planAll(clause.type, clause.clauses, unseen), rowMask(unseen, type));
    case 'referredBy':
      return referredBy(type, clause, planAll(clause.type, clause.clauses, unseen), rowMask(unseen, clause.type));
    case 'above':
    case 'below': {
      const { clauses, through } = clause;
      return hierarchy(type, clause, planAll(type, clauses, unseen), {
        through: through && through.length > 0 ? planAll(type, through, unseen) : undefined,
        unseen: rowMask(unseen, type),
      });
    }
  }
}

function planOwn(type: string, clause: OwnClause, unseen: RowMask): Planned {
  const planned = planLookup(type, clause, unseen);
  if (planned.rank <= FEW || planned.rank >= SCAN) return planned;
  const apart = valuesApart(clause)?.map((each) => planLookup(type, each, unseen));
  return leaf({ ...planned, isInOrder: isOneValue(clause), ...(apart && { byValue: lookupsOf(apart) }) });
}

function planLookup(type: string, clause: OwnClause, unseen: RowMask): Planned {
  if (clause.kind === 'id') return byIds(type, clause.ids);
  if (clause.kind === 'lastUpdated') return byInstant(type, clause.values);
  if (clause.kind === 'together')
    return byRecord(
      type,
      clause.clauses.map((each) => lookupOf(each, unseen)),
    );
  return byIndex(type, lookupOf(clause, unseen));
}

/**
 * The most selective clause is looked up, and the others are tested on what it finds. Which one that is may be known
 * only after counting, so the decision is made as late as possible.
 */
export function planAll(type: string, clauses: readonly SearchClause[], unseen: Unseen | undefined): Planned {
  const planned = clauses.map((each) => planClause(type, each, unseen));
  if (planned.length === 0) return scanned(type, undefined);
  if (planned.length === 1) return planned[0]!;
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
    isProof: planned.some(({ isProof }) => isProof),
  };
}

function planAny(type: string, clauses: readonly SearchClause[], unseen: Unseen | undefined): Planned {
  const planned = clauses.map((each) => planClause(type, each, unseen));
  const test: Planned['test'] = (scope, id) => oneOf(planned.map((each) => partTest(each, scope, id)));
  const isProof = planned.every((each) => each.isProof);
  const choices = allOfThem(planned, 'choices');
  const rank = () => Math.max(...planned.map((each) => each.rank));
  if (rank() >= SCAN) return { ...scanned(type, test, isProof), choices };
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
    isProof,
  };
}

const MASKS = new WeakMap<Unseen, Map<string, RowMask>>();

/** What is hidden of the index rows of a type. Planned once per search. */
export function rowMask(masks: Unseen | undefined, type: string): RowMask {
  if (!masks?.except?.[type]) {
    const unseen = unseenOf(masks, type);
    return unseen === 0 ? ALL_SEEN : { unseen };
  }
  let known = MASKS.get(masks);
  if (!known) MASKS.set(masks, (known = new Map<string, RowMask>()));
  let mask = known.get(type);
  if (!mask) known.set(type, (mask = dividedMask(masks, type, masks.except[type])));
  return mask;
}

function dividedMask(masks: Unseen, type: string, { where, unseen: there }: UnseenExcept): RowMask {
  const unseen = unseenOf(masks, type);
  const all = simplified({ kind: 'all', clauses: where });
  if (typeof all === 'boolean') return { unseen: all ? there : unseen };
  const plan = planAll(type, all.kind === 'all' ? all.clauses : [all], wholly(masks));
  const both = unseenByBoth(unseen, there);
  return { unseen, except: { unseen: there, both, test: (id, scope) => testInside(plan, id, scope) } };
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
