import type { ElementDefinition } from 'fhir/r4';

/** A step of an element id: `extension:telecom` is the slice `telecom` of `extension`. */
export interface Segment {
  readonly name: string;
  readonly slice?: string;
}

/**
 * The steps from the root to an element, from its id. When the id is missing or does not match the path, they come from
 * the path, with the slices of the preceding element.
 *
 * @see https://hl7.org/fhir/R4/elementdefinition.html#id
 */
export function segmentsOf({ id, path, sliceName }: ElementDefinition, previous: readonly Segment[]): Segment[] {
  const names = path.split('.');
  const parts = id?.split('.');
  if (parts && parts.length === names.length) return parts.map(parseSegment);
  const last = names.length - 1;
  let same = true;
  return names.map((name, at) => {
    const before = previous[at];
    same &&= before?.name === name;
    if (at === last) return sliceName === undefined ? { name } : { name, slice: sliceName };
    return same && before?.slice !== undefined ? { name, slice: before.slice } : { name };
  });
}

function parseSegment(part: string): Segment {
  const colon = part.indexOf(':');
  return colon < 0 ? { name: part } : { name: part.slice(0, colon), slice: part.slice(colon + 1) };
}
