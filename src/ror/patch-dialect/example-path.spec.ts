import { declaredTypes } from './declared';
import { exampleEntry } from './example-path';

describe('exampleEntry', () => {
  it.each([
    ['Organization', 'Organization.telecom[0]'],
    ['HealthcareService', 'HealthcareService.telecom[0]'],
    ['Location', 'Location.telecom[0]'],
    ['Task', 'Task.identifier[0]'],
  ])('%s: names what the type has', (type, expected) => {
    expect(exampleEntry(type)).toBe(expected);
    expect(declaredTypes(type, expected)).not.toEqual([]);
  });
});
