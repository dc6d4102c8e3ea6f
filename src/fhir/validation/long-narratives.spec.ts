import type { JsonObject } from '../json/json-value';
import { atOnce, stepsOf, type Steps } from '../steps';
import { hasLongNarratives, LONG_NARRATIVES } from './long-narratives';
import { validateResource, validationSteps } from './validate-resource';
import { xhtmlFault } from './xhtml';
import { READ_AT_ONCE } from './xhtml-reader';

const div = (content: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;
const narrative = (content: string): JsonObject => ({ status: 'generated', div: div(content) });
const location = (id: string, content: string): JsonObject => ({
  resourceType: 'Location',
  id,
  text: narrative(content),
});
const organization = (members: JsonObject): JsonObject => ({ resourceType: 'Organization', name: 'a', ...members });

function restsOf(steps: Steps<unknown>): number {
  let rests = 0;
  while (!steps.next().done) rests += 1;
  return rests;
}

const PARAGRAPH = '<p style="color: red">a</p>';
const ofPieces = (pieces: number): string =>
  PARAGRAPH.repeat(Math.ceil((pieces * (READ_AT_ONCE + PARAGRAPH.length)) / PARAGRAPH.length));

describe('a narrative is read in steps', () => {
  it.each([0, 1, 5])('with %d rests', (rests) => {
    expect(restsOf(stepsOf(xhtmlFault, div(ofPieces(rests) + 'a')))).toBe(rests);
  });

  it('with the same fault at its end', () => {
    const text = div(`${ofPieces(3)}<script/>`);
    expect(restsOf(stepsOf(xhtmlFault, text))).toBe(3);
    expect(xhtmlFault(text)).toMatchObject({ code: 'invariant' });
  });

  const contained = { contained: [location('a', ofPieces(20))], partOf: { reference: '#a' } };
  it.each<[string, JsonObject]>([
    ['of the resource', organization({ text: narrative(ofPieces(20)) })],
    ['of a contained resource', organization(contained)],
    ['of an entry of a Bundle', { resourceType: 'Bundle', type: 'collection', entry: [{ resource: organization({ text: narrative(ofPieces(20)) }) }] }], // prettier-ignore
  ])('when validation is done in steps: %s', (_, resource) => {
    const short = JSON.parse(JSON.stringify(resource).replaceAll(JSON.stringify(PARAGRAPH).slice(1, -1), '')) as JsonObject; // prettier-ignore
    expect(restsOf(validationSteps(resource)) - restsOf(validationSteps(short))).toBe(20);
    expect(atOnce(validationSteps(resource))).toEqual(validateResource(resource));
  });
});

describe('the narratives of a resource are long', () => {
  const half = 'a'.repeat(LONG_NARRATIVES / 2);

  it.each<[string, boolean, JsonObject]>([
    ['none', false, organization({})],
    ['half of it', false, organization({ text: narrative(half) })],
    ['its own', true, organization({ text: narrative(half + half) })],
    ['those of what it contains', true, organization({ contained: [location('a', half), location('b', half)] })],
    ['its own and another', true, organization({ text: narrative(half), contained: [location('a', half)] })],
    ['what is not FHIR', false, organization({ text: 'a', contained: ['a', null, { text: { div: 1 } }] })],
  ])('%s: %s', (_, isLong, resource) => {
    expect(hasLongNarratives(resource)).toBe(isLong);
  });
});
