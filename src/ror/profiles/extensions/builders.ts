import { rorUrl } from '../../shared/canonical';
import type { Facets, Rule } from '../notation';
import { partsExtension, valueExtension, type Context } from '../structure-definition';

/** An extension of the guide with a value. */
export function simple(id: string, name: string, contexts: readonly Context[], type: string, facets?: Facets) {
  return valueExtension({ url: rorUrl(id), name }, contexts, type, facets);
}

/** An extension of the guide that consists of parts. */
export function complex(id: string, name: string, contexts: readonly Context[], ...parts: readonly Rule[]) {
  return partsExtension({ url: rorUrl(id), name }, contexts, parts);
}
