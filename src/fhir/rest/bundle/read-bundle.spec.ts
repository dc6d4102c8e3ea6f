import { FhirError } from '../../errors/fhir-error';
import { MOST_VALUES, type JsonObject } from '../../json';
import { atOnce } from '../../steps';
import { readBundle as stepsOf } from './read-bundle';

const readBundle = (body: JsonObject) => atOnce(stepsOf(body, { baseUrl: 'http://a.example/fhir', mostEntries: 10 }));

describe('the resource of an entry', () => {
  const read = (type: string, aliases: number) => {
    const alias = Array.from({ length: aliases }, () => 'a');
    const request = { method: 'POST', url: 'Organization' };
    const entry: JsonObject[] = [{ request }, { resource: { resourceType: 'Organization', alias }, request }];
    return readBundle({ resourceType: 'Bundle', type, entry });
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
    return readBundle(body).entries[0];
  };

  it('is refused before it is taken apart when its path is longer than any of this server', () => {
    expect(read('a/'.repeat(501))).toBeInstanceOf(FhirError);
    expect(read('a/'.repeat(400))).not.toBeInstanceOf(FhirError);
  });

  it('may have long parameters', () => {
    expect(read(`Organization?name=${'a'.repeat(5_000)}`)).not.toBeInstanceOf(FhirError);
  });
});

describe('the entries of a Bundle', () => {
  it('are read in steps, several for each', () => {
    const entry = Array.from({ length: 10 }, () => ({ request: { method: 'GET', url: 'Organization' } }));
    const steps = stepsOf({ resourceType: 'Bundle', type: 'batch', entry }, { baseUrl: '', mostEntries: 10 });
    let rests = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) rests += 1;
    expect(rests).toBeGreaterThanOrEqual(2 * entry.length);
    expect(step.value.entries).toHaveLength(entry.length);
  });
});
