import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';

/**
 * References between a resource and its contained resources (R4 references.html#contained).
 * The validator notes every `#…` it encounters; whether all contained resources are used is checked at the end.
 */
export class ContainedScope {
  private readonly types = new Map<string, string>();
  private readonly used = new Set<string>();
  private readonly pointingOut = new Set<JsonValue>();
  /** The contained resource being validated. */
  current: JsonObject | undefined;
  /** The contained resources, in order. */
  readonly contained: readonly JsonValue[];

  constructor(resource: JsonObject) {
    const { contained } = resource;
    this.contained = Array.isArray(contained) ? contained : isJsonObject(contained) ? [contained] : [];
    for (const item of this.contained) {
      if (!isJsonObject(item) || typeof item.id !== 'string') continue;
      this.types.set(item.id, typeof item.resourceType === 'string' ? item.resourceType : 'Resource');
    }
  }

  /** Notes a reference, canonical, uri or url that starts with `#`. */
  note(fragment: string): void {
    if (fragment !== '#') this.used.add(fragment.slice(1));
    else if (this.current) this.pointingOut.add(this.current);
  }

  /** The type of the contained resource that `#id` refers to. */
  typeOf(fragment: string): string | undefined {
    return this.types.get(fragment.slice(1));
  }

  /** True when something refers to the contained resource, or when it refers to its container. */
  isUsed(item: JsonObject): boolean {
    return this.pointingOut.has(item) || (typeof item.id === 'string' && this.used.has(item.id));
  }
}
