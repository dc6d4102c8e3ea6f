import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsEmail,
  IsEnum,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsPositive,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { wordsOf } from './constraint-words';

/** The original class-validator message; a row fails when a new version changes its wording. */
function said(decorator: PropertyDecorator, value: unknown): string {
  class Input {
    value = value;
  }
  decorator(Input.prototype, 'value');
  const [fault] = validateSync(new Input());
  return Object.entries(fault!.constraints!).map(([rule, words]) => String(wordsOf(rule, 'value', words)))[0]!;
}

describe('what a decorator of class-validator says', () => {
  it.each<[decorator: string, PropertyDecorator, value: unknown, words: string]>([
    ['Min', Min(2), 1, 'value must be at least 2'],
    ['Max', Max(2), 3, 'value must be at most 2'],
    ['IsPositive', IsPositive(), 0, 'value must be more than 0'],
    ['IsInt', IsInt(), 1.5, 'value must be a whole number'],
    ['MinLength', MinLength(2), 'a', 'value must have at least 2 characters'],
    ['MaxLength', MaxLength(2), 'abc', 'value must have at most 2 characters'],
    ['Length, of something short', Length(2, 3), 'a', 'value must have at least 2 characters'],
    ['Length, of something long', Length(2, 3), 'abcd', 'value must have at most 3 characters'],
    ['ArrayMinSize', ArrayMinSize(2), [1], 'value must be sent at least 2 times'],
    ['ArrayMaxSize', ArrayMaxSize(1), [1, 2], 'value may be sent at most 1 times'],
    ['ArrayUnique', ArrayUnique(), [1, 1], 'value must not have the same value twice'],
    ['IsIn', IsIn(['a', 'b']), 'c', 'value must be one of a, b'],
    ['IsEnum', IsEnum({ A: 'a', B: 'b' }), 'c', 'value must be one of a, b'],
    ['IsNotEmpty', IsNotEmpty(), '', 'value must not be empty'],
    ['Matches', Matches(/^a$/), 'b', 'value must match /^a$/'],
    ['each', MinLength(2, { each: true }), ['a'], 'value must have at least 2 characters'],
    ['words of the author', Min(2, { message: 'two at least' }), 1, 'value is not accepted: two at least'],
    ['another decorator', IsEmail(), 'a', 'value is not accepted: value must be an email'],
  ])('%s', (_, decorator, value, words) => {
    expect(said(decorator, value)).toBe(words);
  });
});
