import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FhirResource } from 'fhir/r4';
import type { JsonObject } from '../json/json-value';
import { isId } from '../model/logical-id';

/** The types of definitions that are served. */
export const DEFINITION_TYPES = ['StructureDefinition', 'ValueSet', 'CodeSystem', 'OperationDefinition'] as const;
export type DefinitionType = (typeof DEFINITION_TYPES)[number];

/** A definition in a list, not decompressed yet. */
export interface ServedDefinition {
  readonly id: string;
  /** Length of its JSON text in UTF-8. */
  readonly bytes: number;
  /** The definition as FHIR JSON. */
  text(): string;
}

class Entry implements ServedDefinition {
  readonly bytes: number;
  private readonly packed: Buffer;

  constructor(
    readonly type: DefinitionType,
    readonly id: string,
    readonly url: string | undefined,
    text: string,
  ) {
    this.bytes = Buffer.byteLength(text);
    this.packed = deflateRawSync(text, { level: 1 });
  }

  text(): string {
    return inflateRawSync(this.packed).toString('utf8');
  }
}

/**
 * Complete definitions by type and id. They are kept compressed, because those of packages are many, large and rarely
 * requested.
 */
export class ServedDefinitions {
  private readonly byId = new Map<string, Entry>();
  private readonly ids = new Map<string, string>();

  /**
   * Adds a definition, replacing one with the same URL and version. If its id is missing or taken by another
   * definition, it gets a new one. Other resources are ignored.
   */
  add(resource: JsonObject): void {
    const { resourceType, url, version } = resource;
    const type = DEFINITION_TYPES.find((name) => name === resourceType);
    if (type === undefined) return;
    const canonical = typeof url === 'string' ? url : undefined;
    const edition = canonical && JSON.stringify([type, canonical, version]);
    const id = (edition && this.ids.get(edition)) ?? this.freeId(type, resource.id);
    if (edition) this.ids.set(edition, id);
    this.byId.set(`${type}/${id}`, new Entry(type, id, canonical, JSON.stringify({ ...resource, id })));
  }

  read(type: DefinitionType, id: string): FhirResource | undefined {
    const entry = this.byId.get(`${type}/${id}`);
    return entry && (JSON.parse(entry.text()) as FhirResource);
  }

  /** @param url canonical to filter by; when absent, all definitions of the type */
  list(type: DefinitionType, url?: string): readonly ServedDefinition[] {
    return [...this.byId.values()].filter((entry) => entry.type === type && (url === undefined || entry.url === url));
  }

  private freeId(type: DefinitionType, wanted: unknown): string {
    const own = typeof wanted === 'string' && isId(wanted) ? wanted : undefined;
    if (own !== undefined && !this.byId.has(`${type}/${own}`)) return own;
    const stem = (own ?? type).slice(0, LONGEST_STEM);
    for (let count = own === undefined ? 1 : 2; ; count += 1) {
      const id = `${stem}-${count}`;
      if (!this.byId.has(`${type}/${id}`)) return id;
    }
  }
}

/** Leaves room for a number within the maximum length of an id. */
const LONGEST_STEM = 56;
