import type { ElementDefinition } from 'fhir/r4';

type Range = `${number}..${number | '*'}`;

/** Minimum, maximum and mustSupport in the notation of FHIR Shorthand: `1..1`, `0..* MS`, `MS`. */
export type Cardinality = Range | `${Range} MS` | 'MS';

/** What a rule says about its element, as members of ElementDefinition. */
export type Facets = Partial<Omit<ElementDefinition, 'id' | 'path' | 'sliceName'>>;

/** One element, or one slice of an element, with the rules for its children. */
export class Rule {
  constructor(
    readonly name: string,
    readonly isSlice: boolean,
    readonly facets: Facets,
    readonly children: readonly Rule[],
  ) {}
}

export type Part = Cardinality | Facets | Rule | readonly Rule[];

/** `el('identifier', '1..1 MS')`, `el('address', el('city', 'MS'))`; the name may be a path: `type.coding.code`. */
export function el(name: string, ...parts: readonly Part[]): Rule {
  return rule(name, false, parts);
}

/** A slice of the enclosing element: `el('type', slicedBy('value:$this'), slice('OIType', '0..1 MS'))`. */
export function slice(name: string, ...parts: readonly Part[]): Rule {
  return rule(name, true, parts);
}

/**
 * The elements of a differential in the order written, each before its children and slices. Ids follow the standard:
 * `HealthcareService.characteristic:specificAct.extension:ror-act-type`.
 *
 * @param type the constrained type, which the first element represents
 * @see https://hl7.org/fhir/R4/elementdefinition.html#id
 */
export function differential(type: string, rules: readonly Rule[]): ElementDefinition[] {
  return [{ id: type, path: type }, ...rules.flatMap((child) => elementsOf(child, type, type))];
}

/** @returns those of `min`, `max` and `mustSupport` that the text gives */
export function cardinality(text: Cardinality): Facets {
  const [range, flag] = text === 'MS' ? [undefined, text] : text.split(' ');
  const [min, max] = range?.split('..') ?? [];
  return {
    ...(min !== undefined && { min: Number(min) }),
    ...(max !== undefined && { max }),
    ...(flag && { mustSupport: true }),
  };
}

function rule(name: string, isSlice: boolean, parts: readonly Part[]): Rule {
  const children = parts.flatMap((part) => (part instanceof Rule ? [part] : isRules(part) ? part : []));
  const facets = parts
    .filter((part): part is Cardinality | Facets => !(part instanceof Rule) && !isRules(part))
    .map((part) => (typeof part === 'string' ? cardinality(part) : part));
  return new Rule(name, isSlice, Object.assign({}, ...facets) as Facets, children);
}

function isRules(part: Part): part is readonly Rule[] {
  return Array.isArray(part);
}

function elementsOf({ name, isSlice, facets, children }: Rule, parentId: string, parentPath: string) {
  const id = `${parentId}${isSlice ? ':' : '.'}${name}`;
  const path = isSlice ? parentPath : `${parentPath}.${name}`;
  const own: ElementDefinition[] =
    isSlice || Object.keys(facets).length > 0 ? [{ id, path, ...(isSlice && { sliceName: name }), ...facets }] : [];
  const inner: ElementDefinition[] = children.flatMap((child) => elementsOf(child, id, path));
  return [...own, ...inner];
}
