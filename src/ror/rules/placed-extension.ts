import type { Extension } from 'fhir/r4';
import { isJsonObject, type JsonValue } from '../../fhir';

/** An extension with its index in the list of its resource. */
export interface PlacedExtension {
  readonly index: number;
  readonly extension: Extension;
}

/** The extensions of a resource with this URL, in order. Tolerates stored data in which `extension` is not a list. */
export function extensionsOf(resource: object | undefined, url: string): PlacedExtension[] {
  const list: unknown = (resource as { extension?: unknown } | undefined)?.extension;
  if (!Array.isArray(list)) return [];
  return list.flatMap((extension: JsonValue, index) =>
    isJsonObject(extension) && extension['url'] === url
      ? [{ index, extension: extension as unknown as Extension }]
      : [],
  );
}
