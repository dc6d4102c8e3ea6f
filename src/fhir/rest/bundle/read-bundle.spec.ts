import { FhirError } from '../../errors/fhir-error';
import { readBundle } from './read-bundle';

describe('the address of an entry', () => {
  const read = (url: string) => {
    const body = { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url } }] };
    return readBundle(body, { baseUrl: 'http://a.example/fhir', mostEntries: 10 }).entries[0];
  };

  it('is refused before it is taken apart when its path is longer than any of this server', () => {
    expect(read('a/'.repeat(501))).toBeInstanceOf(FhirError);
    expect(read('a/'.repeat(400))).not.toBeInstanceOf(FhirError);
  });

  it('may have long parameters', () => {
    expect(read(`Organization?name=${'a'.repeat(5_000)}`)).not.toBeInstanceOf(FhirError);
  });
});
