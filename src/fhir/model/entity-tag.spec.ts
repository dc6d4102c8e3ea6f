import { type FhirError } from '../errors/fhir-error';
import { EntityTagCondition, weakETag } from './entity-tag';

const parse = (value: string) => EntityTagCondition.parse('If-Match', value);

describe('an entity tag condition', () => {
  it.each([
    ['a weak tag', 'W/"3"', '3', true],
    ['a strong tag: FHIR compares the version id', '"3"', '3', true],
    ['white space around the tag', '  W/"3" ', '3', true],
    ['another version', 'W/"2"', '3', false],
    ['a list that holds it', 'W/"1", W/"3"', '3', true],
    ['a list that does not', 'W/"1","2"', '3', false],
    ['empty elements of a list', ', W/"1",, "3" ,', '3', true],
    ['a tag of another server in the list', 'W/"a_b,c", "3"', '3', true],
    ['a tag of another server alone', '"3,4"', '3', false],
    ['any version', '*', '3', true],
    ['white space around any', ' * ', '3', true],
    ['any version, when there is none', '*', undefined, false],
    ['a version, when there is none', 'W/"1"', undefined, false],
  ])('%s', (_, header, current, expected) => {
    expect(parse(header).matches(current)).toBe(expected);
  });

  it.each([
    '3',
    'W/3',
    '',
    '   ',
    'W/"',
    'W/""',
    'zzz',
    'w/"3"',
    '"a b"',
    ',',
    '"3" "4"',
    `${', '.repeat(400)}"3"`.concat(' x'),
    '*, W/"3"',
    `W/"${'1'.repeat(10_000)}"`,
    Array.from({ length: 300 }, (_, n) => `"${n}"`).join(),
  ])('refuses %j instead of ignoring it', (header) => {
    expect(() => parse(header)).toThrow(expect.objectContaining({ kind: 'invalid-request' }) as FhirError);
  });

  it('is written as it is read', () => {
    expect(parse(weakETag('3')).toString()).toBe('W/"3"');
  });
});
