/** Statements on the FHIR server's own tables, used by the bare server and the bench. */
export const SELECT_CURRENT = 'SELECT version, body FROM fhir_resource WHERE type = ? AND id = ?';
export const SELECT_VERSION = 'SELECT version FROM fhir_resource WHERE type = ? AND id = ?';
export const UPDATE_CURRENT =
  'UPDATE fhir_resource SET version = ?, last_updated = ?, interaction = ?, body = ? WHERE type = ? AND id = ? AND version = ?';
export const INSERT_VERSION =
  'INSERT INTO fhir_resource_version (version, last_updated, interaction, body, type, id) VALUES (?, ?, ?, ?, ?, ?)';
export const INSERT_CURRENT =
  'INSERT INTO fhir_resource (version, last_updated, interaction, body, type, id) VALUES (?, ?, ?, ?, ?, ?)';
