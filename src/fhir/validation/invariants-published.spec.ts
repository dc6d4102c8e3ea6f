import { BROKEN } from '../../../test/fixtures/r4/broken';
import { brokenBy, mendedFrom, RULES } from '../../../test/fixtures/r4/rules';
import type { JsonObject, JsonValue } from '../json/json-value';
import { elementOf, INVARIANT_PLACES, invariantsOf, jsonName } from '../model/definitions';
import { validateResource } from './validate-resource';

const brokenRules = (resource: JsonObject): string[] =>
  validateResource(resource, { maxIssues: 1000 }).flatMap(({ text }) => /^Rule (\S+) /.exec(String(text))?.[1] ?? []);

const published = INVARIANT_PLACES.flatMap((place) => Object.keys(invariantsOf(place)).map((key) => `${place} ${key}`));

/** A resource with a value at a place, such as `Claim.item.quantity`; for a choice, a value of that type. */
function resourceWith(place: string, type: string, value: JsonValue): JsonObject {
  const [root, ...names] = place.split('.');
  let content = value;
  let at = names.length;
  while (at > 0) {
    const owner = [root, ...names.slice(0, at - 1)].join('.');
    const { element } = elementOf(owner, names[at - 1]!)!;
    const key = jsonName(element, at === names.length ? type : element.types[0]!);
    content = { [key]: element.repeats ? [content] : content };
    at -= 1;
  }
  return elementOf(root!, 'meta')
    ? { resourceType: root!, ...(content as JsonObject) }
    : { resourceType: 'Basic', extension: [{ url: 'urn:x', [`value${root}`]: content }] };
}

describe('the invariants that R4 publishes', () => {
  it.each(RULES.map((row) => [row[0], row[1], row] as const))('%s %s', (_, key, row) => {
    expect(brokenRules(brokenBy(row))).toContain(key);
    expect(brokenRules(mendedFrom(row))).toEqual([]);
  });

  const simple = published.filter((rule) => rule.endsWith(' sqty-1')).map((rule) => rule.split(' ')[0]!);
  it.each(simple)('%s sqty-1', (place) => {
    const at = (value: JsonObject): string[] =>
      brokenRules(resourceWith(place, 'Quantity', value)).filter((key) => key === 'sqty-1');
    expect([at({ value: 1, comparator: '<' }), at({ value: 1 })]).toEqual([['sqty-1'], []]);
  });

  it('are all broken by a row', () => {
    const byKey = new Set(BROKEN.invariants!.map(([rule]) => /^\w+-\d+/.exec(rule)![0]));
    const covered = new Set([...RULES.map(([place, key]) => `${place} ${key}`), ...simple.map((it) => `${it} sqty-1`)]);
    const missing = published.filter((rule) => !covered.has(rule) && !byKey.has(rule.split(' ')[1]!));
    expect(missing).toEqual([
      // As published, these cannot be violated on their own, or at all: any type passes, part of any text matches the
      // pattern, and sdf-16 and sdf-17 also require the ids.
      'ElementDefinition eld-11',
      'ElementDefinition eld-19',
      'StructureDefinition sdf-14',
    ]);
  });
});
