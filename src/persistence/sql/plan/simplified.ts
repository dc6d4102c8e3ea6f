import { isOwnClause, type EntryClause, type OwnClause, type SearchClause } from '../../../fhir';

/**
 * An equivalent clause without parts that always or never hold, and with no more parts than it needs; `true` when
 * everything matches, `false` when nothing does.
 */
export function simplified(clause: SearchClause): SearchClause | boolean {
  if (isOwnClause(clause)) return canFit(clause);
  switch (clause.kind) {
    case 'all':
      return allOf(clause.clauses);
    case 'any':
      return anyOf(clause.clauses);
    case 'not':
      return notOf(simplified(clause.clause));
    case 'whole': {
      const inner = allOf(clause.clauses);
      return typeof inner === 'boolean'
        ? inner
        : { kind: 'whole', clauses: inner.kind === 'all' ? inner.clauses : [inner] };
    }
    case 'refersTo':
    case 'referredBy':
    case 'above':
    case 'below':
      return relation(clause);
  }
}

function canFit(clause: OwnClause): OwnClause | boolean {
  if (clause.kind === 'missing') return clause;
  if (clause.kind === 'together') return canFitTogether(clause.clauses);
  if (clause.kind === 'unlike') {
    const { code, clause: than } = clause;
    return than.values.length > 0 ? clause : { kind: 'missing', code, of: than.kind, missing: false };
  }
  const isAny = (clause.kind === 'id' ? clause.ids : clause.values).length > 0;
  return isAny ? clause : clause.kind === 'token' && clause.not === true;
}

/** A clause that any record satisfies need not be tested. */
function canFitTogether(clauses: readonly EntryClause[]): OwnClause | boolean {
  const fitting = clauses.map((each) => [each, canFit(each)] as const);
  if (fitting.some(([, can]) => can === false)) return false;
  const asked = fitting.filter(([, can]) => can !== true).map(([each]) => each);
  return asked.length === 1 ? asked[0]! : { kind: 'together', clauses: asked };
}

function relation(clause: Extract<SearchClause, { code: string; clauses: readonly SearchClause[] }>) {
  const inner = allOf(clause.clauses);
  if (inner === false) return false;
  if ((clause.kind === 'above' || clause.kind === 'below') && clause.through) return simplerWay(clause, inner);
  if (inner !== true) return { ...clause, clauses: inner.kind === 'all' ? inner.clauses : [inner] };
  return clause.kind === 'above' || clause.kind === 'below' ? true : { ...clause, clauses: [] };
}

/** When nothing can match the way, nothing can be passed, and only the resource itself is left to match. */
function simplerWay(clause: Extract<SearchClause, { kind: 'above' | 'below' }>, inner: SearchClause | true) {
  const way = allOf(clause.through ?? []);
  if (way === false || inner === true) return inner;
  const { through: _, ...rest } = clause;
  const clauses = inner.kind === 'all' ? inner.clauses : [inner];
  if (way === true) return { ...rest, clauses };
  return { ...rest, clauses, through: way.kind === 'all' ? way.clauses : [way] };
}

function allOf(clauses: readonly SearchClause[]): SearchClause | boolean {
  const parts: SearchClause[] = [];
  for (const clause of clauses) {
    const part = simplified(clause);
    if (part === false) return false;
    if (part !== true) parts.push(...(part.kind === 'all' ? part.clauses : [part]));
  }
  const ids = parts.filter((each) => each.kind === 'id').map((each) => each.ids);
  const others = mergedDenials(parts.filter((each) => each.kind !== 'id'));
  if (ids.length > 0) {
    const common = ids.reduce((some, more) => some.filter((id) => more.includes(id)));
    if (common.length === 0) return false;
    others.unshift({ kind: 'id', ids: common });
  }
  return others.length === 0 ? true : others.length === 1 ? others[0]! : { kind: 'all', clauses: others };
}

function anyOf(clauses: readonly SearchClause[]): SearchClause | boolean {
  const parts: SearchClause[] = [];
  for (const clause of clauses) {
    const part = simplified(clause);
    if (part === true) return true;
    if (part !== false) parts.push(...(part.kind === 'any' ? part.clauses : [part]));
  }
  const merged = mergedValues(parts);
  return merged.length === 0 ? false : merged.length === 1 ? merged[0]! : { kind: 'any', clauses: merged };
}

function notOf(clause: SearchClause | boolean): SearchClause | boolean {
  if (typeof clause === 'boolean') return !clause;
  if (clause.kind === 'not') return clause.clause;
  if (clause.kind === 'missing') return { ...clause, missing: !clause.missing };
  if (clause.kind === 'token') return { ...clause, not: !clause.not };
  return { kind: 'not', clause };
}

/**
 * `a eq 1 or a eq 2` becomes one lookup of two values, `a.b eq 1 or a.b eq 2` one relation to what matches either, so
 * that many alternatives are looked up together.
 */
function mergedValues(clauses: readonly SearchClause[]): readonly SearchClause[] {
  const groups = new Map<string, [SearchClause, ...SearchClause[]]>();
  for (const [n, clause] of clauses.entries()) {
    const key = mergeKey(clause) ?? String(n);
    const others = groups.get(key);
    if (others) others.push(clause);
    else groups.set(key, [clause]);
  }
  return [...groups.values()].map(merged);
}

/** `not a eq 1 and not a eq 2` becomes one test of two values. */
function mergedDenials(clauses: readonly SearchClause[]): SearchClause[] {
  const denied = clauses.flatMap((each) => deniedBy(each) ?? []);
  if (denied.length < 2) return [...clauses];
  const kept = clauses.filter((each) => deniedBy(each) === undefined);
  return [...kept, ...mergedValues(denied).map((each) => notOf(each) as SearchClause)];
}

function deniedBy(clause: SearchClause): SearchClause | undefined {
  if (clause.kind === 'not') return clause.clause;
  if (clause.kind !== 'token' || !clause.not) return undefined;
  const { not: _, ...token } = clause;
  return token;
}

/** Equal for clauses that can be merged; undefined for a clause that cannot be merged. */
function mergeKey(clause: SearchClause): string | undefined {
  if (!isOwnClause(clause)) {
    const isRelation = 'code' in clause && clause.clauses.length > 0;
    return isRelation ? JSON.stringify({ ...clause, clauses: undefined }) : undefined;
  }
  if (clause.kind === 'missing' || clause.kind === 'unlike' || clause.kind === 'together') return undefined;
  if (clause.kind === 'token' && clause.not) return undefined;
  return JSON.stringify({ ...clause, ids: undefined, values: undefined });
}

function merged(clauses: readonly [SearchClause, ...SearchClause[]]): SearchClause {
  const [first] = clauses;
  if (clauses.length === 1) return first;
  if (isOwnClause(first)) return clauses.reduce(joined);
  const relations = clauses as readonly Extract<SearchClause, { clauses: readonly SearchClause[]; code: string }>[];
  const inner = anyOf(
    relations.map(({ clauses: all }) => (all.length === 1 ? all[0]! : { kind: 'all', clauses: all })),
  );
  const { clauses: _, ...relation } = relations[0]!;
  // Each of them is simplified and has something to match, so the alternatives are neither always nor never met.
  return { ...relation, clauses: [inner as SearchClause] };
}

function joined(one: SearchClause, other: SearchClause): SearchClause {
  if (one.kind === 'id' && other.kind === 'id') return { ...one, ids: [...one.ids, ...other.ids] };
  const [some, more] = [one, other] as [{ values?: readonly unknown[] }, { values?: readonly unknown[] }];
  return { ...one, values: [...(some.values ?? []), ...(more.values ?? [])] } as SearchClause;
}
