import fc from 'fast-check';
import { type FhirError, type JsonObject } from '../../src/fhir';
import { Labels, throughView } from '../../src/fhir/access';
import { masked, maskOf } from '../../src/fhir/access/mask';
import { changedPaths } from '../../src/fhir/access/changed-paths';
import { jsonEqual } from '../../src/fhir/patch/json-equal';
import { changes, organization } from '../support/access/arbitrary-masked';
import { MaskingPolicy } from '../support/access/masking-policy';

const RUNS = { numRuns: 1_000, seed: 20261128 };
const labels = new Labels([new MaskingPolicy()]);
const hidden = fc.constantFrom(1, 2, 3);
const maskIn = (resource: JsonObject, bits: number) => maskOf(labels.of(resource), bits);
const viewOf = (resource: JsonObject, bits: number) => masked(resource, maskIn(resource, bits));
const seenOf = (resource: JsonObject, bits: number) => clone(viewOf(resource, bits));
const clone = (resource: Readonly<JsonObject>) => JSON.parse(JSON.stringify(resource)) as JsonObject;

/** The outermost hidden values, each as JSON. */
function hiddenIn(resource: JsonObject, bits: number): string[] {
  return labels
    .of(resource)
    .filter(({ bit }) => (bit & bits) !== 0)
    .map(({ path }) =>
      JSON.stringify(path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], resource)),
    )
    .sort();
}

/** @returns undefined when it is refused */
function written(whole: JsonObject, bits: number, wanted: JsonObject): JsonObject | undefined {
  const mask = maskIn(whole, bits);
  if (!mask) return wanted;
  try {
    return throughView(whole, mask, wanted);
  } catch (error) {
    expect((error as FhirError).kind).toBe('forbidden');
    return undefined;
  }
}

describe('a write through a view', () => {
  it('of the view itself changes nothing', () => {
    fc.assert(
      fc.property(organization, hidden, (whole, bits) => {
        const view = viewOf(whole, bits);
        expect(written(whole, bits, clone(view))).toEqual(whole);
        expect(written(whole, bits, view)).toEqual(whole);
      }),
      RUNS,
    );
  });

  it('keeps what is hidden byte for byte, and shows what was asked for; or it is refused', () => {
    let done = 0;
    fc.assert(
      fc.property(organization, hidden, changes, (whole, bits, some) => {
        const before = JSON.stringify(whole);
        const wanted = some.reduce((resource, each) => each(resource), clone(viewOf(whole, bits)));
        const result = written(whole, bits, wanted);
        expect(JSON.stringify(whole)).toBe(before);
        if (!result) return;
        // A write of what the writer could not see afterwards is refused in a later step.
        if (!jsonEqual(viewOf(wanted, bits), wanted)) return;
        expect(seenOf(result, bits)).toEqual(wanted);
        expect(hiddenIn(result, bits)).toEqual(hiddenIn(whole, bits));
        done += 1;
      }),
      RUNS,
    );
    expect(done).toBeGreaterThan(RUNS.numRuns / 4);
  });

  it('of a simple element is never refused', () => {
    fc.assert(
      fc.property(organization, hidden, (whole, bits) => {
        const wanted: JsonObject = { ...clone(viewOf(whole, bits)), name: 'another one' };
        expect(written(whole, bits, wanted)).toEqual({ ...whole, name: 'another one' });
      }),
      RUNS,
    );
  });

  it('of lists without partly hidden entries is never refused', () => {
    const entry = fc.record({ value: fc.uuid(), use: fc.constantFrom('old', 'work') });
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { maxLength: 6, selector: ({ value }) => value }),
        fc.subarray([0, 1, 2, 3, 4, 5]),
        (telecom, kept) => {
          const whole = {
            resourceType: 'Organization',
            ...(telecom.length > 0 && { telecom }),
          } as unknown as JsonObject;
          const seen = telecom.filter(({ use }) => use === 'work');
          const staying = seen.filter((_, at) => kept.includes(at));
          const wanted = {
            resourceType: 'Organization',
            ...(staying.length > 0 && { telecom: staying }),
          } as unknown as JsonObject;
          const result = written(whole, 1, wanted)!;
          expect(seenOf(result, 1)).toEqual(wanted);
          expect(hiddenIn(result, 1)).toEqual(hiddenIn(whole, 1));
        },
      ),
      RUNS,
    );
  });
});

describe('a hidden entry of a list', () => {
  const entry = (text: string) => ({
    value: text.toLowerCase(),
    ...(text === text.toLowerCase() ? {} : { use: 'old' }),
  });
  const organizationOf = (text: string) =>
    ({ resourceType: 'Organization', ...(text && { telecom: [...text].map(entry) }) }) as JsonObject;
  const told = ({ telecom = [] }: JsonObject) =>
    (telecom as { value: string; use?: string }[])
      .map(({ value, use }) => (use ? value.toUpperCase() : value))
      .join('');

  // Capital letters stand for hidden entries.
  it.each([
    ['XaYbZ', 'ab', 'XaYbZ'],
    ['XaYbZ', 'ba', 'XbZaY'],
    ['XaYbZ', 'a', 'XaYZ'],
    ['XaYbZ', 'b', 'XYbZ'],
    ['XaYbZ', '', 'XYZ'],
    ['XaYbZ', 'cab', 'XcaYbZ'],
    ['XaYbZ', 'acb', 'XaYcbZ'],
    ['aXb', 'c', 'Xc'],
    ['aXbY', 'cb', 'cXbY'],
  ])('of %s keeps its predecessor when %s is written: %s', (whole, wanted, result) => {
    expect(told(written(organizationOf(whole), 1, organizationOf(wanted))!)).toBe(result);
  });
});

describe('the paths of a change', () => {
  it.each<[string, object, object, unknown[]]>([
    ['nothing', { a: 1 }, { a: 1 }, []],
    ['what the server writes', { meta: { versionId: '1' } }, { meta: { versionId: '2' } }, []],
    ['a member', { a: 1 }, { a: 2 }, [['a']]],
    ['one that came, and one that went', { a: 1 }, { b: 1 }, [['a'], ['b']]],
    ['inside a list', { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] }, [['a', 1, 'b']]],
    ['a longer list', { a: [1] }, { a: [1, 2] }, [['a']]],
  ])('%s', (_, before, after, paths) => {
    expect(changedPaths(before as JsonObject, after as JsonObject)).toEqual(paths);
  });

  it('of a creation or a deletion are the resource itself', () => {
    expect(changedPaths(undefined, {})).toEqual([[]]);
    expect(changedPaths({}, undefined)).toEqual([[]]);
  });
});
