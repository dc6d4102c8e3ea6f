import { say, type MissingExplanation } from '../../fhir';
import { outermostExtensions } from './extension-path';
import { ROOTS } from './path-steps';

/**
 * Explains a path that matches nothing: it is one level too deep, as some in the guide are, or an `add` is needed. A
 * bed-management client sends that `add` when the 404 names the list of indicators as the guide does:
 * `Location.extension.where(url='…/ror-location-supported-capacity')`.
 */
export function explainMissing(
  path: string,
  resourceType: string,
  count: (path: string) => number,
): MissingExplanation | undefined {
  const shallower = candidates(path).find((candidate) => count(candidate) === 1);
  if (shallower !== undefined) return { hint: say`The path has one .extension too many; send ${shallower}.` };
  const list = outermostExtensions(path);
  if (list?.url === undefined || count(list.path) > 0) return undefined;
  const parent = ROOTS.has(list.parent) ? resourceType : list.parent;
  const expression = `${parent}.extension.where(url='${list.url}')`;
  return {
    hint: say`There is no such extension yet; send add with the path ${expression} and the whole extension as its value.`,
    expression,
  };
}

const TWO_LEVELS = /\bextension\.extension\b/g;
/** A path has one or two such places; all are tried together, then each on its own. */
const MOST_PLACES = 4;

/** The path with one level removed where it has two. */
function candidates(path: string): readonly string[] {
  const places = Array.from(path.matchAll(TWO_LEVELS), ({ index }) => index).slice(0, MOST_PLACES);
  const single = places.map((at) => path.slice(0, at) + path.slice(at + 'extension.'.length));
  return places.length > 1 ? [path.replace(TWO_LEVELS, 'extension'), ...single] : single;
}
