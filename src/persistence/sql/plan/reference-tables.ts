/**
 * The references as a table, read from the one end or the other. The index has to be named: what MariaDB knows of how
 * many rows there are may be old, and it would read all references of a type.
 */
export function byTarget(alias: string): string {
  return `fhir_search_reference ${alias} /*! FORCE INDEX (fhir_search_reference_by_target) */`;
}

export function byReferrer(alias: string): string {
  return `fhir_search_reference ${alias} /*! FORCE INDEX (PRIMARY) */`;
}
