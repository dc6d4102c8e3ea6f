import type { Translations } from '../language';

/** Histories of types. */
export const history: Translations = {
  'a date or an instant, such as 2026-01-31': 'une date ou un instant, par exemple 2026-01-31',
  'one of {0} here': 'l’une de ces valeurs ici : {0}',
};
