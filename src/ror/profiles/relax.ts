import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import { concept, discriminator, type Discriminator } from './facets';
import { cardinality, type Cardinality } from './notation';
import type { Relaxation, RelaxedFacet } from './relaxations';
import { contextOf, type Context } from './structure-definition';

/**
 * The definition as it is served: the published one with the relaxations applied.
 *
 * @throws Error when a relaxation is out of date: it names an element that the definition does not have, or a published
 * value that differs
 */
export function relax(definition: StructureDefinition, relaxations: readonly Relaxation[]): StructureDefinition {
  return relaxations.filter((row) => concerns(row, definition)).reduce(relaxOne, definition);
}

function concerns({ definition, facet }: Relaxation, { id, kind }: StructureDefinition): boolean {
  return facet !== 'not modelled' && (definition === id || (definition === '*' && kind === 'resource'));
}

function relaxOne(definition: StructureDefinition, row: Relaxation): StructureDefinition {
  if (row.facet === 'context') {
    const published = definition.context?.map(({ type, expression }) => `${type}:${expression}`).join(', ');
    check(row, published);
    return { ...definition, context: row.ours.split(', ').map((text) => contextOf(text as Context)) };
  }
  const id = row.definition === '*' ? `${definition.type}.${row.element}` : row.element;
  const elements = definition.differential?.element ?? [];
  const target = elements.find((element) => element.id === id);
  check(row, target && published(target, row.facet));
  const relaxed = elements.map((element) => (element === target ? { ...element, ...change(element, row) } : element));
  return { ...definition, differential: { element: relaxed } };
}

function published(element: ElementDefinition, facet: RelaxedFacet): string | undefined {
  if (facet === 'cardinality') return `${element.min}..${element.max}`;
  if (facet === 'discriminator')
    return element.slicing?.discriminator?.map(({ type, path }) => `${type}:${path}`).join(', ');
  const [coding] = element.patternCodeableConcept?.coding ?? [];
  return coding && `${coding.system}|${coding.code}`;
}

function change(element: ElementDefinition, { facet, ours }: Relaxation): Partial<ElementDefinition> {
  if (facet === 'cardinality') return cardinality(ours as Cardinality);
  if (facet === 'pattern') return concept(ours);
  const discriminators = ours.split(', ').map((text) => discriminator(text as Discriminator));
  return { slicing: { rules: 'open', ...element.slicing, discriminator: discriminators } };
}

function check({ definition, element, facet, published }: Relaxation, found: string | undefined): void {
  if (found === published) return;
  throw new Error(
    `The relaxation of ${definition} ${element} (${facet}) expects ${published}, found ${found ?? 'none'}`,
  );
}
