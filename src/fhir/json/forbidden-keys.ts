/** Names that reach an object's prototype when code copies them about; no FHIR element has one of them. */
export function isForbiddenKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}
