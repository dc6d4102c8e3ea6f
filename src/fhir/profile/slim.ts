import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import type { JsonObject } from '../json/json-value';

/**
 * The members of an ElementDefinition that matter for validation. The others, which are most of the text, are not kept
 * in memory.
 */
const KEPT = new Set(
  'id path sliceName slicing min max type contentReference maxLength constraint binding base mustSupport isModifier'.split(
    ' ',
  ),
);
const KEPT_CHOICES = /^(?:fixed|pattern|minValue|maxValue)[A-Z]/;

/** A StructureDefinition reduced to what the engine uses. */
export function slimStructure(resource: JsonObject): StructureDefinition {
  const { url, version, name, id, type, kind, derivation, baseDefinition, context, contextInvariant } =
    resource as unknown as StructureDefinition;
  const { snapshot, differential } = resource as unknown as StructureDefinition;
  // A snapshot is complete; the differential is only needed without one.
  const complete = Boolean(snapshot?.element?.length);
  return {
    resourceType: 'StructureDefinition',
    status: 'active',
    abstract: false,
    url,
    version,
    name,
    id,
    type,
    kind,
    derivation,
    baseDefinition,
    ...(context && { context }),
    ...(contextInvariant && { contextInvariant }),
    ...(complete
      ? { snapshot: { element: snapshot!.element.map(slimElement) } }
      : differential?.element && { differential: { element: differential.element.map(slimElement) } }),
  };
}

function slimElement(element: ElementDefinition): ElementDefinition {
  const slim: Record<string, unknown> = {};
  for (const key in element) {
    if (KEPT.has(key) || KEPT_CHOICES.test(key)) slim[key] = element[key as keyof ElementDefinition];
  }
  return slim as unknown as ElementDefinition;
}
