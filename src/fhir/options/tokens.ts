/** Injects `ReadonlyMap<string, ResourceDefinition>`: the types this server serves. */
export const RESOURCE_DEFINITIONS = Symbol('ResourceDefinitions');

/** The languages outcomes are said in. */
export const LANGUAGES = Symbol('Languages');
