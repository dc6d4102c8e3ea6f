import type { RequestContext } from '../../plugin/request-context';
import { nameOf, type StoredVersion } from '../../ports/versions';
import type { DistanceOf } from '../../search';
import type { TextPiece } from '../long-text';
import type { Match } from './searchset-bundle';

/** Shows versions of one type. */
export interface Shows {
  shown(context: RequestContext, version: StoredVersion): Promise<string>;
  shownBytes(context: RequestContext, version: StoredVersion): Uint8Array | undefined;
}

/**
 * The resources of a page as the client may see them. Nothing is decoded, and nothing waited for, where that is what is
 * stored.
 * @param serviceOf what is hidden depends on the type
 */
export async function shownMatches(
  context: RequestContext,
  versions: readonly StoredVersion[],
  serviceOf: (type: string) => Shows,
  baseUrl: string,
  distanceOf?: DistanceOf,
): Promise<readonly Match[]> {
  const texts = versions.map((version) => {
    const service = serviceOf(version.type);
    return service.shownBytes(context, version) ?? service.shown(context, version);
  });
  const shown = texts.some(isLater) ? await Promise.all(texts.map(async (text) => text)) : (texts as Uint8Array[]);
  return versions.map((version, at) => {
    const json = shown[at]!;
    return { fullUrl: `${baseUrl}/${nameOf(version)}`, json, distance: distanceOf?.(version.type, json) };
  });
}

function isLater(text: TextPiece | Promise<string>): boolean {
  return text instanceof Promise;
}
