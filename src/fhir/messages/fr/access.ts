import type { Translations } from '../language';

/** Who may do what: what `access/` says. */
export const access: Translations = {
  'This client may not do this': 'Ce client n’a pas le droit de faire cela',
  'Ask for a token with the scope {0}.': 'Demandez un jeton avec la portée {0}.',
};
