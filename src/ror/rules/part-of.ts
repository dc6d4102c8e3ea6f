import type { Location, Organization } from 'fhir/r4';
import { say, type IssueDetail, type Neighbour, type Neighbours } from '../../fhir';

/** A resource that can be part of another one of its type. */
export type Part = Organization | Location;

/** How far a chain of `partOf` is followed. The directory needs six levels; more than this indicates faulty data. */
const MOST_LEVELS = 20;

/** Where the reference to the parent is. */
export const placeOfParent = ({ resourceType }: Part) =>
  ({ expression: `${resourceType}.partOf`, path: ['partOf', 'reference'] }) as const;

/** The parent of a part, if it is on this server. */
export function parentOf(neighbours: Neighbours, part: Part | undefined) {
  return neighbours.target(part?.partOf);
}

/** Whether a write gives a part a different parent, or its first one. */
export function isMoved(neighbours: Neighbours, part: Part, previous: Part | undefined): boolean {
  const [now, before] = [parentOf(neighbours, part), parentOf(neighbours, previous)];
  return now !== undefined && (now.type !== before?.type || now.id !== before.id);
}

/**
 * No part is part of itself, directly or indirectly. Checked only when `partOf` changes: all ancestors are then read
 * and locked until the write is done, so that of two writes that together form a cycle the second one sees the first.
 */
export async function noCircle(neighbours: Neighbours, part: Part, previous?: Part): Promise<IssueDetail[]> {
  if (!isMoved(neighbours, part, previous)) return [];
  const self = `${part.resourceType}/${part.id}`;
  const above: string[] = [];
  let next = parentOf(neighbours, part);
  while (next) {
    const name = `${next.type}/${next.id}`;
    above.push(name);
    if (name === self) return [circle(part, [self, ...above])];
    if (above.length > MOST_LEVELS) return [tooDeep(part)];
    const neighbour: Neighbour | undefined = await neighbours.read(next);
    next = neighbour && parentOf(neighbours, neighbour.resource as unknown as Part);
  }
  return [];
}

function circle(part: Part, line: readonly string[]): IssueDetail {
  const text = say`${line[0] ?? ''} would be part of itself: ${line.join(' → ')}`;
  const hint = say`Choose a parent that is not below it.`;
  return { text, hint, ...placeOfParent(part) };
}

function tooDeep(part: Part): IssueDetail {
  const text = say`The hierarchy has more than ${MOST_LEVELS} levels above this resource`;
  const hint = say`Check the hierarchy for a cycle, or choose a parent nearer to the top.`;
  return { text, hint, ...placeOfParent(part) };
}
