/** Injects `ReadonlyMap<string, ResourceDefinition>`: the types this server serves. */
export const RESOURCE_DEFINITIONS = Symbol('ResourceDefinitions');

/** First segment of every FHIR address of this server. */
export const BASE_PATH = 'fhir';

/** The languages outcomes are said in. */
export const LANGUAGES = Symbol('Languages');
