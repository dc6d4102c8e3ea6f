import { say } from '../message';
import { elided } from './elision';

describe('elided', () => {
  it.each([
    ['un profil de ', 'Organization', 'un profil d’'],
    ['un profil de ', 'Practitioner', 'un profil de '],
    ['un profil de ', 'HealthcareService', 'un profil de '],
    ['Le préfixe de `', 'active', 'Le préfixe d’`'],
    ['Le préfixe de ', '`active`', 'Le préfixe d’'],
    ['Le préfixe de `', 'name', 'Le préfixe de `'],
    ['N’en gardez que ', 'un', 'N’en gardez qu’'],
    ['La valeur de ce ', 'add', 'La valeur de cet '],
    ['La valeur de ce ', 'replace', 'La valeur de ce '],
    ['De ', 'Encounter', 'D’'],
    ['il y a plus de ', '11', 'il y a plus de '],
    ['un code ', 'active', 'un code '],
    ['un mode ', 'add', 'un mode '],
    ['', 'Organization', ''],
  ])('%s%s', (sentence, value, expected) => {
    expect(elided(value, sentence)).toBe(expected);
  });

  it('is asked before each value of a sentence', () => {
    const translations = { '{0} of {1} of {2}': '{0} de {1} de {2}' };
    const said = say`${'replace'} of ${'Organization'} of ${'active'}`;
    expect(said.in({ tag: 'fr', translations, before: elided })).toBe('replace d’Organization d’active');
    expect(said.in({ tag: 'fr', translations })).toBe('replace de Organization de active');
  });
});
