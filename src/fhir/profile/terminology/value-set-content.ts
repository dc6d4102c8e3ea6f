import type { ValueSet, ValueSetComposeInclude, ValueSetExpansionContains } from 'fhir/r4';
import type { CodeSystemContent } from './code-system-content';
import { allOf, anyOf, type Tri } from './tri';

/** What is known of a value set's codes. */
export interface ValueSetContent {
  /**
   * Whether the value set includes a code.
   * @param system undefined when the element has no system (a `code`), so that any system matches
   */
  has(system: string | undefined, code: string): Tri;
  /** The code systems of its codes; undefined when unknown. */
  readonly systems: ReadonlySet<string> | undefined;
  /** True when all its codes are known, so that `has` never returns undefined. */
  readonly known: boolean;
  /** The codes that are known. */
  codes(): readonly string[];
}

/** Finds the parts of a value set; returns undefined for unknown ones. */
export interface TerminologyLookup {
  /** The content of a code system, if all of it is known. */
  codeSystem(canonical: string): CodeSystemContent | undefined;
  valueSet(canonical: string): ValueSetContent | undefined;
}

/**
 * Determines the codes of a value set: enumerated codes, whole code systems, hierarchy filters, other value sets, and
 * exclusions. If codes remain unknown, its expansion is used when it has one.
 *
 * @see https://hl7.org/fhir/R4/valueset.html#compositions
 */
export function valueSetContent({ compose, expansion }: ValueSet, lookup: TerminologyLookup): ValueSetContent {
  const included = (compose?.include ?? []).map((include) => partOf(include, lookup));
  const excluded = (compose?.exclude ?? []).map((exclude) => partOf(exclude, lookup));
  const composed = included.length > 0 ? contentOf(included, excluded) : UNKNOWN_CONTENT;
  return composed.known ? composed : (expandedPart(expansion) ?? composed);
}

/** The content of a value set of which nothing is known. */
export const UNKNOWN_CONTENT: ValueSetContent = {
  has: () => undefined,
  systems: undefined,
  known: false,
  codes: () => [],
};

function contentOf(included: readonly ValueSetContent[], excluded: readonly ValueSetContent[]): ValueSetContent {
  return {
    has: (system, code) => {
      const inside = anyOf(included, (part) => part.has(system, code));
      if (inside === false || excluded.length === 0) return inside;
      const outside = anyOf(excluded, (part) => part.has(system, code));
      if (outside === true) return false;
      return outside === undefined ? undefined : inside;
    },
    systems: union(included.map(({ systems }) => systems)),
    known: [...included, ...excluded].every(({ known }) => known),
    codes: () => {
      const without = new Set(excluded.flatMap((part) => part.codes()));
      return [...new Set(included.flatMap((part) => part.codes()))].filter((code) => !without.has(code));
    },
  };
}

/** The codes of an include or exclude: the intersection of its clauses. */
function partOf(include: ValueSetComposeInclude, lookup: TerminologyLookup): ValueSetContent {
  const { system, version, valueSet = [] } = include;
  const clauses: ValueSetContent[] = valueSet.map((canonical) => lookup.valueSet(canonical) ?? UNKNOWN_CONTENT);
  if (system !== undefined) {
    const canonical = version === undefined ? system : `${system}|${version}`;
    clauses.unshift(systemPart(system, codesOf(include, lookup.codeSystem(canonical))));
  }
  const [first] = clauses;
  if (!first) return UNKNOWN_CONTENT;
  if (clauses.length === 1) return first;
  return {
    has: (asked, code) => allOf(clauses, (clause) => clause.has(asked, code)),
    systems: clauses.find((clause) => clause.systems !== undefined)?.systems,
    known: clauses.every(({ known }) => known),
    codes: () => first.codes().filter((code) => clauses.every((clause) => clause.has(undefined, code) === true)),
  };
}

function systemPart(system: string, codes: ReadonlySet<string> | undefined): ValueSetContent {
  return {
    has: (asked, code) => {
      if (asked !== undefined && asked !== system) return false;
      return codes?.has(code);
    },
    systems: new Set([system]),
    known: codes !== undefined,
    codes: () => [...(codes ?? [])],
  };
}

/** Undefined when the content of the code system is unknown, or a filter is not supported. */
function codesOf(
  { concept, filter }: ValueSetComposeInclude,
  known: CodeSystemContent | undefined,
): ReadonlySet<string> | undefined {
  if (concept) return new Set(concept.map(({ code }) => code));
  if (!known || !filter?.length) return known?.codes;
  const sets = filter.map(({ property, op, value }) => {
    if (property !== 'concept' && property !== 'code') return undefined;
    if (op === 'descendent-of') return known.descendantsOf(value);
    if (op === 'is-a') return known.descendantsOf(value).add(value);
    if (op === '=') return new Set([value]);
    if (op === 'in') return new Set(value.split(',').map((code) => code.trim()));
    if (op !== 'is-not-a') return undefined;
    const below = known.descendantsOf(value).add(value);
    return new Set([...known.codes].filter((code) => !below.has(code)));
  });
  if (!sets.every((set) => set !== undefined)) return undefined;
  return new Set([...known.codes].filter((code) => sets.every((set) => set.has(code))));
}

function expandedPart(expansion: ValueSet['expansion']): ValueSetContent | undefined {
  if (!expansion?.contains) return undefined;
  const bySystem = new Map<string, Set<string>>();
  let count = 0;
  const walk = (contains: readonly ValueSetExpansionContains[]): void => {
    for (const { system = '', code, abstract: isAbstract, contains: inner } of contains) {
      count += 1;
      if (code !== undefined && !isAbstract) bySystem.set(system, (bySystem.get(system) ?? new Set()).add(code));
      walk(inner ?? []);
    }
  };
  walk(expansion.contains);
  // A page of an expansion does not show which codes are missing.
  const complete = expansion.total === undefined || expansion.total <= count;
  return {
    has: (asked, code) => {
      const sets = asked === undefined ? [...bySystem.values()] : [bySystem.get(asked)];
      return sets.some((codes) => codes?.has(code)) ? true : complete ? false : undefined;
    },
    systems: complete ? new Set(bySystem.keys()) : undefined,
    known: complete,
    codes: () => [...bySystem.values()].flatMap((codes) => [...codes]),
  };
}

function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  if (!sets.every((set) => set !== undefined)) return undefined;
  return new Set(sets.flatMap((set) => [...set]));
}
