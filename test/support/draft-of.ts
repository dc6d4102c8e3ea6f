import type { StoredVersion, VersionDraft } from '../../src/fhir';

/** The draft from which a store makes this version, if it counts versions from 1 and has no clock of its own. */
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
