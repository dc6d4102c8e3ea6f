import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FhirResource } from 'fhir/r4';
import type { JsonObject } from '../json/json-value';

/** The types of definitions that are served. */
export const DEFINITION_TYPES = ['StructureDefinition', 'ValueSet', 'CodeSystem'] as const;
export type DefinitionType = (typeof DEFINITION_TYPES)[number];

interface Entry {
  readonly type: DefinitionType;
  readonly id: string;
  readonly url: string | undefined;
  readonly packed: Buffer;
}

/**
 * Definitions as they were given, by type and id. They are held compressed: those of packages are many and large, and
 * seldom asked for.
 */
export class ServedDefinitions {
  private readonly byId = new Map<string, Entry>();
  private readonly ids = new Map<string, string>();

  /**
   * A definition takes the place of one of the same url and version. Where its id is missing, or taken by another, it
   * is given one. Other resources are passed over.
   */
  add(resource: JsonObject): void {
    const { resourceType, url, version } = resource;
    const type = DEFINITION_TYPES.find((name) => name === resourceType);
    if (type === undefined) return;
    const canonical = typeof url === 'string' ? url : undefined;
    const edition = canonical && JSON.stringify([type, canonical, version]);
    const id = (edition && this.ids.get(edition)) ?? this.freeId(type, resource.id);
    if (edition) this.ids.set(edition, id);
    const packed = deflateRawSync(JSON.stringify({ ...resource, id }), { level: 1 });
    this.byId.set(`${type}/${id}`, { type, id, url: canonical, packed });
  }

  read(type: DefinitionType, id: string): FhirResource | undefined {
    const entry = this.byId.get(`${type}/${id}`);
    return entry && unpacked(entry);
  }

  /** @param url canonical to look for; absent: all of the type */
  list(type: DefinitionType, url?: string): readonly FhirResource[] {
    return [...this.byId.values()]
      .filter((entry) => entry.type === type && (url === undefined || entry.url === url))
      .map(unpacked);
  }

  private freeId(type: DefinitionType, wanted: unknown): string {
    const own = typeof wanted === 'string' && ID.test(wanted) ? wanted : undefined;
    if (own !== undefined && !this.byId.has(`${type}/${own}`)) return own;
    const stem = (own ?? type).slice(0, LONGEST_STEM);
    for (let count = own === undefined ? 1 : 2; ; count += 1) {
      const id = `${stem}-${count}`;
      if (!this.byId.has(`${type}/${id}`)) return id;
    }
  }
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
/** Leaves room in an id for a number. */
const LONGEST_STEM = 56;

function unpacked({ packed }: Entry): FhirResource {
  return JSON.parse(inflateRawSync(packed).toString('utf8')) as FhirResource;
}
