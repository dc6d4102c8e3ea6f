import { parseStored } from '../json';
import { isOwnClause, type CircleValue, type SearchClause } from '../ports/search';
import type { SearchableType } from './searchable';
import { distanceBetween, type Position } from './sphere';

/**
 * Distance from a resource (its text, or the UTF-8 of it) to the nearest searched place, kilometres with three decimals; undefined without a position.
 */
export type DistanceOf = (type: string, json: string | Uint8Array) => number | undefined;

/**
 * Computes how far matches and included resources are from the places of a search, including those reached through
 * chains.
 * @param of the searchable form of a type
 * @returns undefined when the search is not about places
 * @see http://hl7.org/fhir/StructureDefinition/location-distance
 */
export function distancesOf(
  type: string,
  clauses: readonly SearchClause[],
  of: (type: string) => SearchableType,
): DistanceOf | undefined {
  const circles = new Map<string, Near[]>();
  collect(type, clauses, circles);
  if (circles.size === 0) return undefined;
  return (each, json) => {
    const near = circles.get(each);
    return near && nearest(near, positionsOf(of(each), typeof json === 'string' ? json : decoder.decode(json), near));
  };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Circles around places, with the code of the position parameter. */
type Near = Extract<SearchClause, { kind: 'position' }>;

function collect(type: string, clauses: readonly SearchClause[], circles: Map<string, Near[]>): void {
  for (const clause of clauses) {
    if (clause.kind === 'position') circles.set(type, [...(circles.get(type) ?? []), clause]);
    else if (clause.kind === 'refersTo' || clause.kind === 'referredBy') collect(clause.type, clause.clauses, circles);
    // Negated places have no distance.
    else if (clause.kind !== 'not' && !(isOwnClause(clause) && clause.kind !== 'together')) collect(type, clause.clauses, circles); // prettier-ignore
  }
}

type Placed = Position & { readonly code: string };

function positionsOf({ indexed }: SearchableType, json: string, near: readonly Near[]): readonly Placed[] {
  const resource = parseStored(json);
  return indexed
    .filter(({ codes }) => near.some(({ code }) => codes.includes(code)))
    .flatMap((parameter) => parameter.entries(resource, undefined))
    .filter((entry) => entry.kind === 'position');
}

function nearest(near: readonly Near[], positions: readonly Placed[]): number | undefined {
  const metres = positions.flatMap((position) =>
    near.filter(({ code }) => code === position.code).flatMap(({ values }) => values.map((circle: CircleValue) => distanceBetween(circle, position))),
  ); // prettier-ignore
  return metres.length === 0 ? undefined : Math.round(Math.min(...metres)) / 1_000;
}
