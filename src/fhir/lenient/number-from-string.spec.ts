import { FhirDecimal } from '../json/fhir-decimal';
import { numberFromString } from './number-from-string';

describe('numberFromString', () => {
  it.each([
    ['integer', '1', 1],
    ['integer', '-12', -12],
    ['integer', '0', 0],
    ['integer', '-0', undefined],
    ['integer', '01', undefined],
    ['integer', '+1', undefined],
    ['integer', '1.0', undefined],
    ['integer', '1e3', undefined],
    ['integer', ' 1', undefined],
    ['integer', '1\n', undefined],
    ['integer', '', undefined],
    ['integer', '0x1', undefined],
    ['integer', '9007199254740993', undefined],
    ['unsignedInt', '0', 0],
    ['unsignedInt', '-1', undefined],
    ['positiveInt', '7', 7],
    ['positiveInt', '0', undefined],
    ['decimal', '1.5', 1.5],
    ['decimal', '-0.25', -0.25],
    ['decimal', '.5', undefined],
    ['decimal', '1.', undefined],
    ['decimal', '01.5', undefined],
    ['decimal', '1e400', undefined],
    ['unsignedInt', '1.0', undefined],
    ['positiveInt', '1e2', undefined],
    ['decimal', 'Infinity', undefined],
    ['decimal', '9'.repeat(100_000), undefined],
    ['string', '1', undefined],
    ['boolean', 'true', undefined],
  ])('%s %j -> %j', (type, text, expected) => {
    expect(numberFromString(type, text)).toBe(expected);
  });

  it.each(['1.50', '-0.000', '1e3', '0.1000000000000000055'])('decimal %j keeps its digits', (text) => {
    expect(numberFromString('decimal', text)).toStrictEqual(new FhirDecimal(text));
  });
});
