import type { Translations } from '../../../fhir';

/** French texts of the search dialect's rules. */
export const searchDialect: Translations = {
  '{0} was read as {1}: of what is referred to, or of one above it by partOf.':
    '{0} a été lu comme {1} : de la ressource désignée, ou de l’une de celles qui la contiennent par partOf.',
  '{0} was read as {1}.': '{0} a été lu comme {1}.',
  'Codes without a system, in {0}, were read as codes of {1}.':
    'Les codes sans système, dans {0}, ont été lus comme des codes de {1}.',
  'A value without a comparison, in _filter, was compared as the one before it.':
    'Dans _filter, une valeur sans comparaison a été comparée comme la précédente.',
  'AND, OR and NOT, in _filter, were read as and, or and not.':
    'Dans _filter, AND, OR et NOT ont été lus comme and, or et not.',
  'An equals sign, in _filter, was read as eq.': 'Dans _filter, un signe égal a été lu comme eq.',
  'eq of a text, in _filter, was read as begins with.':
    'Dans _filter, eq sur un texte a été lu comme « commence par ».',
};
