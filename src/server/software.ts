import manifest from 'ror-fhir-facade/package.json';

/**
 * Name and version of the product. package.json is found by package name, because its relative path changes on
 * compilation.
 */
export const software = {
  name: 'ROR FHIR facade',
  version: manifest.version,
  description: 'FHIR R4 facade of the ROR directory',
} as const;
