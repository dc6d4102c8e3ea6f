import { fhirPathOf, pointerOf } from './pointer-as-path';

it.each([
  ['/name', 'name'],
  ['/telecom/0/value', 'telecom[0].value'],
  ['/telecom/-', 'telecom'],
  ['/f:Organization/f:name/@value', 'Organization.name'],
  ['/', 'name'],
])('the path of %s', (pointer, path) => {
  expect(fhirPathOf(pointer)).toBe(path);
});

it.each([
  ['name', '/name'],
  ['Organization.name', '/name'],
  ['Organization.telecom[0].value', '/telecom/0/value'],
  ['telecom[10]', '/telecom/10'],
  ["telecom.where(system = 'phone')", undefined],
  ['#/name', undefined],
  ['name/0', undefined],
])('the pointer of %s', (path, pointer) => {
  expect(pointerOf(path)).toBe(pointer);
});
