import { FhirError } from '../../errors/fhir-error';
import { MOST_VALUES, type JsonObject } from '../../json';
import { readBundle } from './read-bundle';

describe('the resource of an entry', () => {
  const read = (type: string, aliases: number) => {
    const alias = Array.from({ length: aliases }, () => 'a');
    const request = { method: 'POST', url: 'Organization' };
    const entry: JsonObject[] = [{ request }, { resource: { resourceType: 'Organization', alias }, request }];
    return readBundle({ resourceType: 'Bundle', type, entry }, { baseUrl: 'http://a.example/fhir', mostEntries: 10 });
  };
  // The resource itself, its type and the list count as well.
  const most = MOST_VALUES - 3;
  const refusal = {
    kind: 'too-large',
    issues: [expect.objectContaining({ code: 'too-costly', expression: 'Bundle.entry[1].resource' })],
  };

  it('may hold as many values as one that is sent by itself', () => {
    expect(read('transaction', most).entries).toHaveLength(2);
  });

  it('is refused with one more: alone in a batch, with all others in a transaction', () => {
    expect(read('batch', most + 1).entries).toEqual([
      expect.not.objectContaining(refusal),
      expect.objectContaining(refusal),
    ]);
    expect(() => read('transaction', most + 1)).toThrow(expect.objectContaining(refusal) as Error);
  });
});

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
