/**
 * The references as a table, read from the target or from the referrer. The index must be named: MariaDB's row
 * statistics may be outdated, and it would then read all references of a type.
 */
export function byTarget(alias: string): string {
  return `fhir_search_reference ${alias} /*! FORCE INDEX (fhir_search_reference_by_target) */`;
}

export function byReferrer(alias: string): string {
  return `fhir_search_reference ${alias} /*! FORCE INDEX (PRIMARY) */`;
}
