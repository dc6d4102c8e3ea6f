import type { Translations } from '../language';

/** The scopes of a token. */
export const smart: Translations = {
  'The request does not say who asks': 'La requête n’identifie pas son auteur',
  'The token has no scope for this: it needs {0}': 'Le jeton n’a pas de scope pour cela : il faut {0}',
  'The scopes of the token allow this only for some resources of type {0}, which must match before and after the change':
    'Les scopes du jeton ne le permettent que pour certaines ressources de type {0}, qui doivent y correspondre avant et après la modification',
  'Keep to the resources that the token covers, or request a wider one from the authorization server.':
    'Tenez-vous-en aux ressources que couvre le jeton, ou demandez-en un plus large au serveur d’autorisation.',
};
