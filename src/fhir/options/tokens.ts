/** Injects `ReadonlyMap<string, ResourceDefinition>`: the types that this server serves. */
export const RESOURCE_DEFINITIONS = Symbol('ResourceDefinitions');

/** Injects the languages available for messages. */
export const LANGUAGES = Symbol('Languages');
