import type { StoredVersion, VersionDraft } from '../../src/fhir';

/** What a store is told so that it makes this version, where it counts versions from 1 and has no clock of its own. */
export function draftOf({ type, id, interaction, json, lastUpdated }: StoredVersion): VersionDraft {
  return {
    type,
    id,
    interaction,
    resource: json === null ? null : { resourceType: type, id },
    at: lastUpdated,
    render: () => json!,
  };
}
