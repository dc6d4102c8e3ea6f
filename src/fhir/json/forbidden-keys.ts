/** Names that could reach an object's prototype when members are copied. No FHIR element has one of these names. */
export function isForbiddenKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}
