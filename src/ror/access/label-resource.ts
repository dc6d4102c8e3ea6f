import { isJsonObject, type JsonObject, type JsonValue } from '../../fhir';
import type { Label } from './labels';
import { LABELLED_ELEMENTS, type LabelledElement, type Step } from './labelled-elements';

/** The path of an element from the resource down, and its label. */
export interface LabelledPath {
  readonly path: readonly (string | number)[];
  readonly label: Label;
}

type Walk = (resource: JsonObject, found: LabelledPath[]) => void;

const OF_ALL = LABELLED_ELEMENTS.filter(({ type }) => type === '*').map(walkOf);
const BY_TYPE: ReadonlyMap<string, readonly Walk[]> = new Map(
  [...new Set(LABELLED_ELEMENTS.map(({ type }) => type))].map((type) => [
    type,
    [...LABELLED_ELEMENTS.filter((each) => each.type === type).map(walkOf), ...OF_ALL],
  ]),
);

/** The elements of a resource that are not visible to everybody. */
export function labelsOf(type: string, resource: JsonObject): readonly LabelledPath[] {
  const found: LabelledPath[] = [];
  for (const walk of BY_TYPE.get(type) ?? OF_ALL) walk(resource, found);
  return found;
}

/** Compiles a row of the table. It evaluates no FHIRPath, and allocates nothing for absent elements. */
function walkOf({ at, label }: LabelledElement): Walk {
  const [first, ...rest] = at;
  const put = (element: JsonValue, path: LabelledPath['path'], resource: JsonObject, found: LabelledPath[]): void => {
    const carried = label.of(element, resource);
    if (carried) found.push({ path, label: carried });
  };
  if (first === undefined) return (resource, found) => put(resource, [], resource, found);
  return (resource, found) =>
    descend(resource, first, rest, [], (element, path) => put(element, path, resource, found));
}

function descend(
  element: JsonObject,
  step: Step,
  rest: readonly Step[],
  path: LabelledPath['path'],
  reach: (element: JsonValue, path: LabelledPath['path']) => void,
): void {
  const member = typeof step === 'string' ? step : 'extension';
  const value = element[member] ?? (typeof step === 'string' ? element[`_${step}`] : undefined);
  if (value === undefined) return;
  const url = typeof step === 'string' ? undefined : step.extension;
  const visit = (item: JsonValue, place: LabelledPath['path']): void => {
    if (url !== undefined && !(isJsonObject(item) && item['url'] === url)) return;
    const [next, ...others] = rest;
    if (next === undefined) reach(item, place);
    else if (isJsonObject(item)) descend(item, next, others, place, reach);
  };
  if (!Array.isArray(value)) visit(value, [...path, member]);
  else for (const [index, item] of value.entries()) visit(item, [...path, member, index]);
}
