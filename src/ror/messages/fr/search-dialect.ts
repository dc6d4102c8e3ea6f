import type { Translations } from '../../../fhir';

/** French texts of the search dialect's rules. */
export const searchDialect: Translations = {
  '{0} was read as {1}: it applies to the resource referred to, or to one above it by partOf.':
    '{0} a été interprété comme {1} : cela vaut pour la ressource désignée, ou pour l’une de celles qui la contiennent par partOf.',
  '{0} was read as {1}.': '{0} a été interprété comme {1}.',
  'Codes without a system, in {0}, were read as codes of {1}.':
    'Les codes sans système, dans {0}, ont été interprétés comme des codes de {1}.',
  'In _filter, a value without an operator was compared like the one before it.':
    'Dans _filter, une valeur sans opérateur a été comparée comme la précédente.',
  'In _filter, AND, OR and NOT were read as and, or and not.':
    'Dans _filter, AND, OR et NOT ont été interprétés comme and, or et not.',
  'In _filter, an equals sign was read as eq.': 'Dans _filter, un signe égal a été interprété comme eq.',
  'In _filter, eq on a string was read as “starts with”.':
    'Dans _filter, eq sur une chaîne a été interprété comme « commence par ».',
};
