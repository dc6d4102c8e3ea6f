import type { ResourceKey } from './versions';

/** A business identifier as a store indexes it: compared character by character, letter case and spaces included. */
export interface IndexedIdentifier {
  /** Empty when the identifier has none. */
  readonly system: string;
  readonly value: string;
}

/** A reference as a store indexes it: which resource of this server it means, and where it stands. */
export interface IndexedReference extends ResourceKey {
  /** FHIRPath of the Reference without indexes, `HealthcareService.providedBy`; at most 255 characters, for people to read. */
  readonly path: string;
}

export interface Change<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** What a version says otherwise than the version before it, as far as a store indexes it; `indexChange` computes it. */
export interface IndexChange {
  readonly identifiers: Change<IndexedIdentifier>;
  readonly references: Change<IndexedReference>;
}
