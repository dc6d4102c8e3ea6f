import { isAfter, isTemporal } from './temporal';

describe('isTemporal', () => {
  it.each([
    ['date', '2024', true],
    ['date', '2024-02-29', true],
    ['date', '2000-02-29', true],
    ['date', '2100-02-29', false],
    ['date', '0004-02-29', true],
    ['date', '0001-12-31', true],
    ['date', '24-01-01', false],
    ['date', '2024-1-1', false],
    ['dateTime', '2024-01-01T00:00:00.123456789Z', true],
    ['dateTime', '2016-12-31T23:59:60Z', true],
    ['dateTime', '2024-01-01T00:00:00+14:00', true],
    ['dateTime', '2024-01-01T00:00:00+14:01', false],
    ['dateTime', '2024-01-01 00:00:00Z', false],
    ['dateTime', '2024-01T00:00:00Z', false],
    ['instant', '2024-01-01T00:00:00-03:30', true],
    ['instant', '2024-01', false],
    ['time', '00:00:00', true],
    ['time', '24:00:00', false],
    ['time', '12:60:00', false],
  ] as const)('%s %s: %s', (type, text, expected) => {
    expect(isTemporal(type, text)).toBe(expected);
  });
});

describe('isAfter', () => {
  it.each([
    ['2024', '2024', false],
    ['2024-05', '2024', false],
    ['2024', '2024-05', false],
    ['2025', '2024-05', true],
    ['2024-06', '2024-05-31', true],
    ['2024-05-31', '2024-05', false],
    ['2024-05-31T23:00:00Z', '2024-05-31', false],
    ['2024-06-01T00:00:00Z', '2024-05-31', true],
    ['2024-05-31T10:00:00+02:00', '2024-05-31T09:00:00+01:00', false],
    ['2024-05-31T10:00:00Z', '2024-05-31T10:30:00+01:00', true],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z', true],
    ['2025-02-30', '2024-01-01', false],
    ['tomorrow', '2024', false],
  ])('%s is certainly after %s: %s', (start, end, expected) => {
    expect(isAfter(start, end)).toBe(expected);
  });

  it('does not judge what is not a text', () => {
    expect(isAfter(2025, '2024')).toBe(false);
    expect(isAfter('2025', undefined)).toBe(false);
  });
});
