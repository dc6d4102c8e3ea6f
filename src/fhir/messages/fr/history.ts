import type { Translations } from '../language';

/** Histories of types. */
export const history: Translations = {
  'a date or an instant, such as 2026-01-31': 'une date ou un instant, par exemple 2026-01-31',
  'one of {0} here': 'l’une de ces valeurs ici : {0}',
  '{0}/{1} was deleted, and a PUT does not bring it back here: this server gives the ids itself':
    '{0}/{1} a été supprimée, et un PUT ne la fait pas revenir ici : ce serveur attribue lui-même les id',
  'Create it anew, under another id: POST {0}. Its versions are still in its history.':
    'Recréez-la sous un autre id : POST {0}. Ses versions restent dans son historique.',
};
