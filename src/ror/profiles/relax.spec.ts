import { concept, slicedBy } from './facets';
import { el } from './notation';
import { relax } from './relax';
import type { RelaxedFacet, Relaxation } from './relaxations';
import { profile, valueExtension } from './structure-definition';

const definition = profile('ror-organization', 'ROROrganization', 'Organization', [
  el('alias', '0..1 MS'),
  el('type', slicedBy('value:url'), concept('urn:x|1')),
]);
const extension = valueExtension({ url: 'urn:e', name: 'E' }, ['element:Organization'], 'string');

const row = (
  element: string,
  facet: RelaxedFacet,
  published: string,
  ours: string,
  id = 'ror-organization',
): Relaxation => ({
  definition: id,
  element,
  facet,
  published,
  ours,
  why: 'because',
});

const elementOf = (id: string, ...rows: Relaxation[]) =>
  relax(definition, rows).differential?.element.find((element) => element.id === id);

describe('relax', () => {
  it('changes a cardinality, and keeps what else is said', () => {
    const relaxed = elementOf('Organization.alias', row('Organization.alias', 'cardinality', '0..1', '0..*'));
    expect(relaxed).toEqual({
      id: 'Organization.alias',
      path: 'Organization.alias',
      min: 0,
      max: '*',
      mustSupport: true,
    });
  });

  it('changes discriminators and patterns', () => {
    const relaxed = elementOf(
      'Organization.type',
      row('Organization.type', 'discriminator', 'value:url', 'value:coding.system, pattern:$this'),
      row('Organization.type', 'pattern', 'urn:x|1', '1'),
    );
    expect(relaxed).toMatchObject({
      slicing: {
        rules: 'open',
        discriminator: [
          { type: 'value', path: 'coding.system' },
          { type: 'pattern', path: '$this' },
        ],
      },
      patternCodeableConcept: { coding: [{ code: '1' }] },
    });
  });

  it('changes where an extension may stand', () => {
    const { context } = relax(extension, [
      row('StructureDefinition', 'context', 'element:Organization', 'element:Organization, extension:urn:o', 'urn:e'),
    ]);
    expect(context).toEqual([
      { type: 'element', expression: 'Organization' },
      { type: 'extension', expression: 'urn:o' },
    ]);
  });

  it('reads * as every profile, on the element below its type', () => {
    const everywhere = row('alias', 'cardinality', '0..1', '0..*', '*');
    expect(elementOf('Organization.alias', everywhere)?.max).toBe('*');
    expect(relax(extension, [everywhere])).toBe(extension);
  });

  it('leaves the definition as it was', () => {
    const before = structuredClone(definition);
    elementOf('Organization.alias', row('Organization.alias', 'cardinality', '0..1', '0..*'));
    expect(definition).toEqual(before);
  });

  it('passes over rows about others, and rows that change nothing', () => {
    expect(
      relax(definition, [
        row('Location.alias', 'cardinality', '0..1', '0..*', 'ror-location'),
        row('Organization.address', 'not modelled', 'a rule', 'none'),
      ]),
    ).toBe(definition);
  });

  it.each([
    ['a limit that is not there', row('Organization.alias', 'cardinality', '1..1', '0..1')],
    ['an element that is not there', row('Organization.partOf', 'cardinality', '1..1', '0..1')],
    ['a pattern that is not there', row('Organization.alias', 'pattern', 'urn:x|1', '1')],
  ])('refuses %s', (_, stale) => {
    expect(() => relax(definition, [stale])).toThrow(`The relaxation of ror-organization ${stale.element}`);
  });
});
