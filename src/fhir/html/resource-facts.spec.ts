import type { JsonObject } from '../json/json-value';
import { readableInstant, shortCanonical, stateOf, titleOf } from './resource-facts';

describe('what a page says of a resource', () => {
  it.each<[JsonObject, string]>([
    [{ resourceType: 'Organization', id: '1', name: 'Hôpital', alias: ['H'] }, 'Hôpital'],
    [{ resourceType: 'Organization', id: '1', alias: ['H'] }, 'H'],
    [
      { resourceType: 'Practitioner', name: [{ family: 'CHANMET', given: ['Cyndi'], prefix: ['MME'] }] },
      'MME Cyndi CHANMET',
    ],
    [{ resourceType: 'Practitioner', name: [{}, { text: 'Dr A' }] }, 'Dr A'],
    [{ resourceType: 'PractitionerRole', code: [{ coding: [{ code: '10' }, { display: 'Médecin' }] }] }, 'Médecin'],
    [{ resourceType: 'Location', identifier: [{ system: 'x' }, { value: '77' }] }, '77'],
    [{ resourceType: 'ValueSet', title: 'Codes', name: 'codes' }, 'Codes'],
    [{ resourceType: 'CapabilityStatement', software: { name: 'Server' } }, 'Server'],
    [{ resourceType: 'Bundle', type: 'history' }, 'History'],
    [{ resourceType: 'Organization', id: '1' }, 'Organization/1'],
    [{ resourceType: 'Organization' }, 'Organization'],
    [{}, 'Resource'],
    [
      { resourceType: 'Organization', id: '1', name: 3, alias: {}, identifier: [null, 'x'], code: [[]] },
      'Organization/1',
    ],
  ])('%j is called %s', (resource, title) => {
    expect(titleOf(resource)).toBe(title);
  });

  it.each<[JsonObject, string | undefined]>([
    [{ active: true }, 'active'],
    [{ active: false }, 'inactive'],
    [{ status: 'suspended' }, 'suspended'],
    [{ active: 'true' }, undefined],
  ])('%j is %s', (resource, state) => {
    expect(stateOf(resource)).toBe(state);
  });

  it.each([
    ['2026-11-22T21:30:05.123Z', '2026-11-22 21:30:05 UTC'],
    ['2026-11-22T21:30:05+01:00', '2026-11-22 21:30:05 +01:00'],
    ['yesterday', 'yesterday'],
  ])('the instant %s reads %s', (instant, text) => {
    expect(readableInstant(instant)).toBe(text);
  });

  it.each([
    ['https://example.org/StructureDefinition/my-organization', 'my-organization'],
    ['urn:x', 'urn:x'],
    ['', ''],
  ])('the canonical %s is %s in short', (canonical, short) => {
    expect(shortCanonical(canonical)).toBe(short);
  });
});
