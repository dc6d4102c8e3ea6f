import manifest from '../../package.json';

/** The product and its version, as package.json has them. */
export const software = { name: 'ROR FHIR facade', version: manifest.version } as const;
