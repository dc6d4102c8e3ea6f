import { stringifyPath } from '../errors/json-path';

describe('stringifyPath', () => {
  it.each([
    ['the root alone', [], undefined, '$this'],
    ['names and indexes', ['parameter', 1, 'part', 0, 'value'], 'Parameters', 'Parameters.parameter[1].part[0].value'],
    ['the sibling of a primitive', ['_birthDate', 'extension', 0], 'Patient', 'Patient._birthDate.extension[0]'],
    ['a name that is no identifier, delimited', ['a`b\\', ''], undefined, '$this.`a\\`b\\\\`.``'],
  ])('writes %s', (_, path, root, expected) => {
    expect(stringifyPath(path, root)).toBe(expected);
  });

  it('cuts a name no element has', () => {
    expect(stringifyPath(['x'.repeat(1000)])).toBe(`$this.\`${'x'.repeat(64)}…\``);
  });
});
