import { parsePrefer } from './preferences';

describe('Prefer', () => {
  it.each([
    [undefined, {}],
    ['return=minimal', { return: 'minimal' }],
    ['return=representation', { return: 'representation' }],
    ['return="OperationOutcome"', { return: 'OperationOutcome' }],
    ['handling=strict', { handling: 'strict' }],
    ['return=minimal, handling=lenient', { return: 'minimal', handling: 'lenient' }],
    ['return=minimal; handling=strict', { return: 'minimal', handling: 'strict' }],
    [['return=minimal', 'handling=strict'], { return: 'minimal', handling: 'strict' }],
    ['return=minimal, return=representation', { return: 'minimal' }],
    ['respond-async', { respondAsync: true }],
    ['return=everything, handling=rough', {}],
    ['=, ;;', {}],
  ])('%j', (header, expected) => {
    expect(parsePrefer(header)).toEqual(expected);
  });
});
