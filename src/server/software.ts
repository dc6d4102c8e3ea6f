import manifest from 'ror-fhir-facade/package.json';

/** The product and its version, as package.json has them: found by its name, for it is elsewhere once compiled. */
export const software = {
  name: 'ROR FHIR facade',
  version: manifest.version,
  description: 'FHIR R4 facade of the ROR directory',
} as const;
