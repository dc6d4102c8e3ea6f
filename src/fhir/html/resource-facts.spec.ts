import type { JsonObject } from '../json/json-value';
import { ENGLISH, inLanguage, speakLanguages } from '../messages';
import { headingOf, languageOf, readableInstant, shortCanonical, stateOf, titleOf } from './resource-facts';

const [FRENCH = ENGLISH] = speakLanguages('fr');

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

  it.each<[JsonObject, string, string]>([
    [{ resourceType: 'Bundle', type: 'history' }, 'History', 'Historique'],
    [{ resourceType: 'Bundle', type: 'unknown', id: '1' }, 'Bundle/1', 'Bundle/1'],
    [{ resourceType: 'Group', type: 'history', name: 'G' }, 'G', 'G'],
  ])('the page of %j is headed %s, in French %s', (resource, inEnglish, inFrench) => {
    const heading = headingOf(resource);
    expect([ENGLISH, FRENCH].map((language) => inLanguage(heading, language))).toEqual([inEnglish, inFrench]);
  });

  it.each<[JsonObject, string | undefined, boolean | undefined]>([
    [{ active: true }, 'active', true],
    [{ active: false }, 'inactive', false],
    [{ status: 'active' }, 'active', true],
    [{ status: 'suspended' }, 'suspended', false],
    [{ active: 'true' }, undefined, undefined],
  ])('%j is %s', (resource, text, isOn) => {
    const state = stateOf(resource);
    expect([state && String(state.text), state?.isOn]).toEqual([text, isOn]);
  });

  it.each<[JsonObject, string | undefined]>([
    [{ language: 'fr-FR' }, ' lang="fr-FR"'],
    [{ language: 'fr"><script>' }, undefined],
    [{ language: 3 }, undefined],
    [{}, undefined],
  ])('the language of %j is marked as %s', (resource, marked) => {
    expect(languageOf(resource)?.in(ENGLISH)).toBe(marked);
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
