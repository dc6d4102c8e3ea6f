import { say, type Text } from '../../messages';
import type { RelationClause } from '../../ports/search';
import { searchableBy, type Searchable, type SearchParameter } from '../searchable';
import { MOST_STEPS, MOST_WAYS } from './limits';
import { refused, shortened, unknown, unknownModifier, unknownParameter, UnknownName } from './refusals';

/** A step from one resource to others. */
export type Step = {
  readonly [K in RelationClause['kind']]: Omit<Extract<RelationClause, { kind: K }>, 'clauses'>;
}[RelationClause['kind']];

/** The meaning of a name: the parameter it refers to, on the searched resource or on others. */
export interface Path<C> {
  readonly steps: readonly Step[];
  readonly parameter: SearchParameter<C>;
  readonly modifier?: string;
}

/**
 * Parses a name: `name`, `name:exact`, `organization.name`, `organization:Organization.name`,
 * `_has:PractitionerRole:service:identifier`, and combinations. `partof:above.name` is an extension of this server: it
 * applies to the resource, or to one above it in the hierarchy of that parameter.
 * @returns all possible paths if a reference allows several types; one of them must match
 * @throws UnknownName for a name without a meaning
 * @throws FhirError `invalid-request` for an unknown modifier, and for a chain that is too long
 * @see https://hl7.org/fhir/R4/search.html#chaining
 */
export function pathsOf<C>(searchable: Searchable<C>, name: string): readonly Path<C>[] {
  const ways = walk<C, Omit<Path<C>, 'steps'>>({
    searchable,
    rest: name,
    depth: 0,
    name,
    end: (at, rest) => endOf(at, rest, name),
  });
  return ways.map(({ steps, end }) => ({ steps, ...end }));
}

/** The steps of a path with what was read at its end. */
export interface Way<T> {
  readonly steps: readonly Step[];
  readonly end: T;
}

/**
 * Follows a name that ends with a reference, such as `location.organization`, to its target types.
 * @param read called for each type; a type for which it throws UnknownName is skipped if another one succeeds
 * @throws UnknownName, FhirError as in `pathsOf`
 */
export function targetsOf<C, T>(
  searchable: Searchable<C>,
  name: string,
  read: (searchable: Searchable<C>) => T,
): readonly Way<T>[] {
  return walk({ searchable, rest: `${name}.`, depth: 0, name, end: (at) => read(at) });
}

interface Place<C, T> {
  readonly searchable: Searchable<C>;
  /** The rest of the name. */
  readonly rest: string;
  readonly depth: number;
  /** The whole name. */
  readonly name: string;
  end(searchable: Searchable<C>, rest: string): T;
}

function walk<C, T>(place: Place<C, T>): readonly Way<T>[] {
  const ways = waysOf(place);
  if (ways.length > MOST_WAYS) throw tooManyWays(place.name);
  return ways;
}

function waysOf<C, T>(place: Place<C, T>): readonly Way<T>[] {
  const { searchable, rest, depth, name, end } = place;
  if (depth > MOST_STEPS) throw tooFar(name);
  if (rest.startsWith('_has:')) return overReferrers(place);
  const dot = rest.indexOf('.');
  if (dot === -1) return [{ steps: [], end: end(searchable, rest) }];
  return overReference(place, rest.slice(0, dot), rest.slice(dot + 1));
}

/** The end of a name: `name:contains`. */
function endOf<C>(searchable: Searchable<C>, rest: string, name: string): Omit<Path<C>, 'steps'> {
  const [code, modifier] = partsOf(rest);
  const parameter = parameterOf(searchable, code, name);
  if (modifier === undefined) return { parameter };
  if (!parameter.modifiers.includes(modifier)) throw unknownModifier(name, parameter);
  return { parameter, modifier };
}

/** A forward step: `organization:Organization.…`. */
function overReference<C, T>(place: Place<C, T>, head: string, rest: string): readonly Way<T>[] {
  const { searchable, name, depth } = place;
  const [code, modifier] = partsOf(head);
  const parameter = parameterOf(searchable, code, name);
  const { reference } = parameter;
  if (!reference) throw noReference(searchable, code, name);
  if (modifier === 'above' || modifier === 'below') {
    if (reference.targets?.includes(searchable.type) !== true) throw noTree(searchable, code, name);
    return after({ kind: modifier, code: reference.code }, waysOf({ ...place, rest, depth: depth + 1 }));
  }
  const { targets = searchable.reach?.types ?? [] } = reference;
  if (modifier !== undefined && reference.targets && !targets.includes(modifier))
    throw unknownModifier(name, parameter);
  const types = modifier === undefined ? targets : [modifier];
  const over = (type: string) => (): readonly Way<T>[] => {
    const step: Step = { kind: 'refersTo', code: reference.code, type };
    return after(step, waysOf({ ...place, searchable: reached(searchable, type, name), rest, depth: depth + 1 }));
  };
  return firstKnown(types.map(over), name);
}

/** A reverse step: `_has:PractitionerRole:service:…`. */
function overReferrers<C, T>(place: Place<C, T>): readonly Way<T>[] {
  const { searchable, rest, depth, name } = place;
  const [, type = '', code = '', ...more] = rest.split(':');
  if (more.length === 0 || more[0] === '') {
    const hint = say`Write _has:Type:reference:parameter, such as _has:PractitionerRole:service:identifier.`;
    throw unknown(name, say`${shortened(rest)} does not say what to search for`, hint);
  }
  const referrer = reached(searchable, type, name);
  const { reference } = parameterOf(referrer, code, name);
  if (!reference) throw noReference(referrer, code, name);
  if (reference.targets?.includes(searchable.type) === false) {
    const text = say`${code} of ${type} does not refer to resources of type ${searchable.type}`;
    throw unknown(name, text, say`It refers to ${reference.targets.join(', ')}.`);
  }
  const ways = waysOf({ ...place, searchable: referrer, rest: more.join(':'), depth: depth + 1 });
  return after({ kind: 'referredBy', code: reference.code, type }, ways);
}

/** All paths that are known, since the reference may point to any of the types. */
function firstKnown<T>(ways: readonly (() => readonly Way<T>[])[], name: string): readonly Way<T>[] {
  const faults: UnknownName[] = [];
  const known = ways.flatMap((way) => {
    try {
      return way();
    } catch (error) {
      if (!(error instanceof UnknownName)) throw error;
      faults.push(error);
      return [];
    }
  });
  if (known.length > 0) return known;
  const [first, ...others] = faults;
  if (!first)
    throw unknown(
      name,
      say`${shortened(name)} does not refer to any type that can be searched here`,
      say`Search by elements of the resource itself.`,
    );
  if (others.length === 0) throw first;
  const hint = others.reduce<Text>((all, { issue }) => say`${all} ${issue.hint ?? ''}`, first.issue.hint ?? '');
  throw new UnknownName({ ...first.issue, hint });
}

function after<T>(step: Step, ways: readonly Way<T>[]): readonly Way<T>[] {
  return ways.map((way) => ({ ...way, steps: [step, ...way.steps] }));
}

function parameterOf<C>(searchable: Searchable<C>, code: string, name: string): SearchParameter<C> {
  const parameter = searchable.parameters.find((each) => each.code === code);
  if (!parameter) throw unknownParameter(searchable, name, code);
  return parameter;
}

function reached<C>({ type: from, reach }: Searchable<C>, type: string, name: string): Searchable<C> {
  const found = reach?.to(from, type);
  if (found === undefined) {
    const types = reach?.types.join(', ') ?? from;
    throw unknown(
      name,
      say`${shortened(type)} is not a type that can be searched here`,
      say`Types that can be searched: ${types}.`,
    );
  }
  if (found !== 'elsewhere') return found;
  const text = say`${from} and ${type} are stored in two databases; a search cannot span both`;
  throw unknown(name, text, say`Search ${type} first, then search ${from} by the ids found.`);
}

function noReference(searchable: Searchable<unknown>, code: string, name: string): UnknownName {
  const references = searchable.parameters.filter(({ reference }) => reference).map((each) => each.code);
  const text = say`${code} of ${searchable.type} is not a reference; it cannot be followed`;
  const hint =
    references.length > 0
      ? say`References of ${searchable.type} are ${references.join(', ')}.`
      : searchableBy(searchable);
  return unknown(name, text, hint);
}

function noTree({ type }: Searchable<unknown>, code: string, name: string): UnknownName {
  const text = say`${code} does not refer to resources of its own type, ${type}, so there is no hierarchy to follow`;
  return unknown(name, text, say`Use a reference such as partof.`);
}

function tooFar(name: string) {
  const text = say`${shortened(name)} follows more than ${MOST_STEPS} references`;
  return refused('too-costly', name, text, say`Follow at most ${MOST_STEPS}.`);
}

function tooManyWays(name: string) {
  const text = say`${shortened(name)} can take more than ${MOST_WAYS} paths through resources of several types`;
  return refused('too-costly', name, text, say`Name the types, as in organization:Organization.name.`);
}

/** Splits `name:contains` into `name` and `contains`. */
function partsOf(name: string): [code: string, modifier: string | undefined] {
  const colon = name.indexOf(':');
  return colon === -1 ? [name, undefined] : [name.slice(0, colon), name.slice(colon + 1)];
}
