import type { Documentation } from '../../fhir';

/** The six access profiles that the national directory assigns to clients. */
export const ACCESS_PROFILES = ['0', '1', '2', '3', '4', '5'] as const;
export type AccessProfile = (typeof ACCESS_PROFILES)[number];

/** The guide's description of each, in a few words. */
export const PROFILE_WORDS: Readonly<Record<AccessProfile, Documentation>> = {
  '0': { en: 'open data', fr: 'les données en libre accès' },
  '1': { en: 'everything', fr: 'toutes les données' },
  '2': { en: 'all but what is very restricted', fr: 'tout, hors accès très restreint' },
  '3': {
    en: 'medico-social offers: all but what is very restricted; others: open data',
    fr: 'offre médico-sociale : tout, hors accès très restreint ; autre offre : libre accès',
  },
  '4': {
    en: 'everything but contact and personal data',
    fr: 'tout, hors données de contact et données personnelles',
  },
  '5': {
    en: 'all but what is very restricted, and no beds or places but installed ones',
    fr: 'tout, hors accès très restreint et hors lits et places autres qu’installés',
  },
};

export function isAccessProfile(value: unknown): value is AccessProfile {
  return (ACCESS_PROFILES as readonly unknown[]).includes(value);
}
