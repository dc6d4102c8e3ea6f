import type { JsonObject } from '../json/json-value';
import { SUBSETTED } from '../model/subsetted';
import { isMarkedOnce, marked, REDACTED, unmarked } from './marks';

const OWN = { system: 'urn:own', code: 'a' };

describe('the marks of a view', () => {
  it.each([
    ['a resource without meta', { resourceType: 'Basic' }],
    ['one with a tag of its own', { resourceType: 'Basic', meta: { tag: [OWN] } }],
    ['one that is tagged as incomplete itself', { resourceType: 'Basic', meta: { tag: [{ ...SUBSETTED }] } }],
  ])('are taken off again, and nothing else: %s', (_what, view) => {
    expect(unmarked(marked(view))).toEqual(view);
  });

  it.each<[what: string, tag: readonly object[], security: readonly object[], expected: boolean]>([
    ['a view as it was sent', [OWN, SUBSETTED], [REDACTED], true],
    ['one of which _elements left out more', [SUBSETTED, SUBSETTED], [REDACTED], false],
    ['one that is tagged, but not redacted', [SUBSETTED], [], false],
    ['one that is redacted, but not tagged', [], [REDACTED], false],
    ['one without marks', [OWN], [], false],
  ])('tell whether a body is a view as it was sent: %s', (_what, tag, security, expected) => {
    expect(isMarkedOnce({ resourceType: 'Basic', meta: { tag, security } as unknown as JsonObject })).toBe(expected);
  });

  it('are not on a resource without meta', () => {
    expect(isMarkedOnce({ resourceType: 'Basic' })).toBe(false);
  });
});
