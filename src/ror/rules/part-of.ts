import type { Location, Organization } from 'fhir/r4';
import { say, type IssueDetail, type Neighbour, type Neighbours } from '../../fhir';

/** A resource that stands below another one of its type. */
export type Part = Organization | Location;

/** How far up a chain of `partOf` is followed. The directory needs six levels; more than this is a fault of the data. */
const MOST_LEVELS = 20;

/** Where the reference of a part stands. */
export const placeOfParent = ({ resourceType }: Part) =>
  ({ expression: `${resourceType}.partOf`, path: ['partOf', 'reference'] }) as const;

/** What a part stands below, on this server. */
export function parentOf(neighbours: Neighbours, part: Part | undefined) {
  return neighbours.target(part?.partOf);
}

/** Whether a write puts a part below something else than before, or below something for the first time. */
export function isMoved(neighbours: Neighbours, part: Part, previous: Part | undefined): boolean {
  const [now, before] = [parentOf(neighbours, part), parentOf(neighbours, previous)];
  return now !== undefined && (now.type !== before?.type || now.id !== before.id);
}

/**
 * No part stands below itself. Asked only when `partOf` changes: then all that stands above is read, and stays as it is
 * until the write is done, so that of two writes that together make a circle the second one sees the first.
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
  const hint = say`Choose a parent that does not stand below it.`;
  return { text, hint, ...placeOfParent(part) };
}

function tooDeep(part: Part): IssueDetail {
  const text = say`More than ${MOST_LEVELS} levels stand above, which is more than is followed`;
  const hint = say`Look for a circle among them, or choose a parent nearer to the top.`;
  return { text, hint, ...placeOfParent(part) };
}
