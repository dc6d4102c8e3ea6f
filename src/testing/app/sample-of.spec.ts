import { resourceTypes, validateResource, type JsonObject } from '../../fhir';
import { inEnglish } from '../../../test/support/in-english';
import { sampleOf } from './sample-of';

describe('sampleOf', () => {
  it.each(resourceTypes())('makes a valid %s', (type) => {
    const issues = validateResource(sampleOf(type as 'Basic') as unknown as JsonObject);
    expect(inEnglish(issues)).toEqual([]);
  });

  it('uses the given members', () => {
    expect(sampleOf('Organization', { name: 'CHU' })).toMatchObject({ resourceType: 'Organization', name: 'CHU' });
  });

  it('refuses unknown types', () => {
    expect(() => sampleOf('Nothing' as 'Basic')).toThrow('Nothing is not a type of FHIR R4');
  });
});
