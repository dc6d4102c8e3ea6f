import { excerptOf, say } from '../../messages';
import type { ComparedClause, SearchClause } from '../../ports/search';
import type { Asked } from '../kinds';
import type { SearchParameter } from '../searchable';
import { wrongValue } from '../search-value-error';
import { OPERATORS, type Operator } from './nodes';

/** What all values of a request have in common. */
export type Common = Pick<Asked, 'baseUrl' | 'terminology' | 'clock'>;

/** Compiles a comparison with a value as written in the filter. */
type Compare = (parameter: SearchParameter, value: string, common: Common) => SearchClause;

type Type = SearchParameter['type'];

/** The same clause as for a plain value in the URL. */
const plain: Compare = (parameter, value, common) => parameter.clause({ ...common, alternatives: [value] });

const modified =
  (modifier: string): Compare =>
  (parameter, value, common) =>
    parameter.clause({ ...common, alternatives: [value], modifier });

const prefixed =
  (prefix: string): Compare =>
  (parameter, value, common) =>
    plain(parameter, `${prefix}${value}`, common);

const ALL: readonly Type[] = ['token', 'string', 'reference', 'date', 'number', 'quantity', 'uri'];
const ORDERED: readonly Type[] = ['date', 'number', 'quantity'];

const ordered = (prefix: string): Meaning => ({ types: ORDERED, compare: prefixed(prefix) });

interface Meaning {
  /** Types of parameters it applies to. */
  readonly types: readonly Type[];
  /** The modifier that the parameter must support. */
  readonly modifier?: string;
  readonly compare: Compare;
}

/** By operator; others are not supported. @see https://hl7.org/fhir/R4/search_filter.html#ops */
const MEANINGS: Readonly<Partial<Record<Operator, readonly Meaning[]>>> = {
  eq: [
    ordered('eq'),
    { types: ['string'], compare: (...given) => equalText(plain(...given)) },
    { types: ['token', 'uri', 'reference', 'composite', 'special'], compare: plain },
  ],
  ne: [
    ordered('ne'),
    { types: ['token', 'uri', 'reference'], compare: (...given) => unlike(plain(...given)) },
    { types: ['string'], compare: (...given) => unlike(equalText(plain(...given))) },
  ],
  co: [{ types: ['string'], modifier: 'contains', compare: modified('contains') }],
  sw: [{ types: ['string'], compare: plain }],
  gt: [ordered('gt')],
  lt: [ordered('lt')],
  ge: [ordered('ge')],
  le: [ordered('le')],
  ap: [ordered('ap')],
  sa: [ordered('sa')],
  eb: [ordered('eb')],
  po: [{ types: ['date'], compare: (...given) => overlapping(plain(...given)) }],
  pr: [{ types: ALL, modifier: 'missing', compare: present }],
  ss: [{ types: ['token', 'uri'], modifier: 'below', compare: modified('below') }],
  sb: [{ types: ['token', 'uri'], modifier: 'above', compare: modified('above') }],
  in: [{ types: ['token'], modifier: 'in', compare: modified('in') }],
  re: [{ types: ['reference'], compare: plain }],
};

/**
 * The clause for a comparison with a parameter.
 * @param begins whether `eq` on a string means "starts with"
 * @returns undefined when the operator is not supported for this parameter
 * @throws FhirError `invalid-request` for an invalid value
 */
export function comparison(
  parameter: SearchParameter,
  operator: Operator,
  value: string,
  common: Common,
  begins: () => boolean,
): SearchClause | undefined {
  const meaning = MEANINGS[operator]?.find(
    ({ types, modifier }) =>
      types.includes(parameter.type) && (modifier === undefined || parameter.modifiers.includes(modifier)),
  );
  if (!meaning) return undefined;
  if (operator === 'eq' && parameter.type === 'string' && begins()) return plain(parameter, value, common);
  return meaning.compare(parameter, value, common);
}

/** The operators supported for a parameter. */
export function operatorsOf(parameter: SearchParameter): readonly Operator[] {
  return OPERATORS.filter((operator) =>
    MEANINGS[operator]?.some(
      ({ types, modifier }) =>
        types.includes(parameter.type) && (modifier === undefined || parameter.modifiers.includes(modifier)),
    ),
  );
}

function present(parameter: SearchParameter, value: string): SearchClause {
  const missing = { true: 'false', false: 'true' }[value];
  if (missing !== undefined) return parameter.clause({ alternatives: [missing], modifier: 'missing' });
  const { code } = parameter;
  throw wrongValue(code, say`${code} pr must be true or false, not ${excerptOf(value)}`, say`Write ${code} pr true.`);
}

function equalText(clause: SearchClause): SearchClause {
  return clause.kind === 'string' ? { ...clause, match: 'equals' } : clause;
}

const COMPARED: readonly string[] = ['token', 'string', 'reference', 'uri'] satisfies ComparedClause['kind'][];

function unlike(clause: SearchClause): SearchClause {
  if (!COMPARED.includes(clause.kind)) return { kind: 'not', clause };
  const compared = clause as ComparedClause;
  return { kind: 'unlike', code: compared.code, clause: compared };
}

/** `ap` compares intervals for overlap; here without widening the interval. */
function overlapping(clause: SearchClause): SearchClause {
  if (clause.kind !== 'date' && clause.kind !== 'lastUpdated') return clause;
  return { ...clause, values: clause.values.map((value) => ({ ...value, prefix: 'ap' as const })) };
}
