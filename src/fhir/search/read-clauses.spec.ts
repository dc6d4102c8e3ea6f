import { FhirError } from '../errors/fhir-error';
import type { Parameters } from './parameters';
import { readClauses } from './read-clauses';
import { plainType } from './searchable-type';

const read = (parameters: Parameters, type = 'Organization') =>
  readClauses(plainType(type), parameters, new Set(['_format']));
const ids = (...values: string[]) => ({ kind: 'id', ids: values });
const tokens = (...values: object[]) => ({ kind: 'token', code: 'identifier', values });
const repeated = (value: string, times: number): string[] => Array<string>(times).fill(value);

describe('what a search looks for', () => {
  it.each<[string, Parameters, readonly object[]]>([
    ['nothing', {}, []],
    ['a value of any system', { identifier: '123' }, [tokens({ value: '123' })]],
    ['a value of a system', { identifier: 'urn:s|123' }, [tokens({ system: 'urn:s', value: '123' })]],
    ['a value without a system', { identifier: '|123' }, [tokens({ system: '', value: '123' })]],
    ['a comma is or', { identifier: 'a,s|b' }, [tokens({ value: 'a' }, { system: 's', value: 'b' })]],
    ['a repetition is and', { identifier: ['a', 'b'] }, [tokens({ value: 'a' }), tokens({ value: 'b' })]],
    ['an escaped comma', { identifier: 'a\\,b' }, [tokens({ value: 'a,b' })]],
    ['an escaped bar', { identifier: 'x|a\\|b' }, [tokens({ system: 'x', value: 'a|b' })]],
    ['an escaped bar in a system', { identifier: 'x\\|y|a' }, [tokens({ system: 'x|y', value: 'a' })]],
    ['an escaped dollar', { identifier: 'a\\$b' }, [tokens({ value: 'a$b' })]],
    ['an escaped backslash', { identifier: 'a\\\\b' }, [tokens({ value: 'a\\b' })]],
    ['an escaped backslash before a comma', { identifier: 'a\\\\,b' }, [tokens({ value: 'a\\' }, { value: 'b' })]],
    ['an escaped backslash before an escaped comma', { identifier: 'a\\\\\\,b' }, [tokens({ value: 'a\\,b' })]],
    ['a backslash that escapes nothing', { identifier: 'a\\b\\' }, [tokens({ value: 'a\\b\\' })]],
    ['slashes and spaces', { identifier: ' 1350/SSR 38' }, [tokens({ value: ' 1350/SSR 38' })]],
    ['ids', { _id: '1,2' }, [ids('1', '2')]],
    ['ids twice', { _id: ['1,2', '2,3'] }, [ids('1', '2'), ids('2', '3')]],
    ['what is no id is nobody’s', { _id: '1,a_b,2 ,,' + 'x'.repeat(65) }, [ids('1')]],
    ['nothing but what is no id', { _id: '|' }, [ids()]],
    ['both', { _id: '1', identifier: 'a' }, [ids('1'), tokens({ value: 'a' })]],
    ['empty values are passed over', { _id: '', identifier: ['', 'a', ''], name: '', 'identifier:not': '' }, [tokens({ value: 'a' })]],
    ['names that mean something else', { _format: 'json', _id: '1' }, [ids('1')]],
    ['a thousand alternatives', { _id: repeated('1', 1_000).join() }, [ids(...repeated('1', 1_000))]],
    ['ten of a parameter', { _id: repeated('1', 10) }, repeated('1', 10).map((id) => ids(id))],
  ])('%s', (_, parameters, expected) => {
    const { clauses, unknown } = read(parameters);
    expect(clauses).toEqual(expected);
    expect(unknown).toEqual([]);
  }); // prettier-ignore

  it('says what was used, as it was sent', () => {
    const { used } = read({ identifier: ['a\\,b', '', 'c'], name: 'x', _format: 'json', _id: '1' });
    expect(used).toEqual([['identifier', 'a\\,b'], ['identifier', 'c'], ['_id', '1']]); // prettier-ignore
  });

  it.each<[string, Parameters, string, RegExp]>([
    ['a bar too many', { identifier: 'a|b|c' }, 'value', /too many bars/],
    ['no value', { identifier: '|' }, 'value', /without a value/],
    ['an alternative without a value', { identifier: 'a,' }, 'value', /without a value/],
    ['a modifier', { 'identifier:above': 'true' }, 'not-supported', /identifier:above is not supported/],
    ['what is neither there nor missing', { 'identifier:missing': 'perhaps' }, 'value', /true or false, not perhaps/],
    [
      'too many conditions',
      Object.fromEntries(['_id', 'identifier', '_tag', '_security'].map((code) => [code, repeated('a', 10)])),
      'too-costly',
      /40 conditions/,
    ],
    ['a modifier of _id', { '_id:not': '1' }, 'not-supported', /_id:not is not supported/],
    ['more alternatives than a thousand', { _id: repeated('1', 1_001).join() }, 'too-costly', /1,?001 alternatives/],
    [
      'more look-ups than can be borne',
      { identifier: repeated(repeated('a', 900).join(), 3) },
      'too-costly',
      /too much at once: 2,?703/,
    ],
    ['more than ten of a parameter', { identifier: repeated('a', 11) }, 'too-costly', /11 times/],
  ])('%s is refused', (_, parameters, code, text) => {
    const error = refusal(() => read(parameters));
    expect(error.kind).toBe('invalid-request');
    expect(error.issues[0]).toMatchObject({
      code,
      expression: expect.stringMatching(/^http\.(identifier|_id|_security)/),
    });
    expect(String(error.issues[0]!.text)).toMatch(text);
  });

  it.each<[string, string, string]>([
    ['identifer', 'Organization', 'did you mean identifier?'],
    ['_ID', 'Organization', 'did you mean _id?'],
    ['name', 'Organization', 'name is not a search parameter of Organization here'],
    ['name:exact', 'Organization', 'name is not a search parameter of Organization here'],
    ['organization.identifier', 'HealthcareService', 'organization is not a search parameter'],
    ['identifier', 'Binary', 'identifier is not a search parameter of Binary here'],
    ['__proto__', 'Organization', '__proto__ is not a search parameter'],
    ['constructor', 'Organization', 'constructor is not a search parameter'],
    ['', 'Organization', '"" is not a search parameter'],
    ['x'.repeat(1_000), 'Organization', `${'x'.repeat(80)} is not a search parameter`],
  ])('%s is unknown to %s', (name, type, text) => {
    const { clauses, unknown } = read(Object.fromEntries([[name, 'x']]), type);
    expect(clauses).toEqual([]);
    expect(unknown).toEqual([expect.objectContaining({ code: 'not-supported' })]);
    expect(String(unknown[0]!.text)).toContain(text);
    expect(String(unknown[0]!.hint)).toContain(`${type} can be searched by _id`);
  });

  it('tells of a hundred unknown ones, however many there are', () => {
    expect(read(Object.fromEntries(repeated('x', 1_000).map((x, i) => [x + i, '1']))).unknown).toHaveLength(100);
  });
});

function refusal(work: () => unknown): FhirError {
  try {
    work();
  } catch (error) {
    if (error instanceof FhirError) return error;
  }
  throw new Error('Nothing was refused');
}
