import fc from 'fast-check';
import { resourceTypes } from '../../src/fhir/model/definitions';
import { validateResource } from '../../src/fhir/validation';
import { arbitraryResource } from './arbitrary-resource';

describe('arbitraryResource', () => {
  it.each(resourceTypes())('makes a %s that breaks nothing but invariants', (type) => {
    fc.assert(
      fc.property(arbitraryResource(type), (resource) => {
        expect(resource.resourceType).toBe(type);
        const issues = validateResource(resource).filter(({ severity }) => severity !== 'information');
        expect(issues.filter(({ code }) => code !== 'invariant')).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('makes all the difficult cases', () => {
    const text = fc
      .sample(arbitraryResource(), 500)
      .map((resource) => JSON.stringify(resource))
      .join();
    const hard = [
      '"contained":[{"resourceType"',
      '"_',
      'null,',
      '"modifierExtension":',
      '"extension":[{"url":',
      '<div',
      '\\r',
      '"id":"',
    ];
    expect(hard.filter((part) => !text.includes(part))).toEqual([]);
  });
});
