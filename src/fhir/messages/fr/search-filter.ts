import type { Translations } from '../language';

/** The parameter `_filter`. */
export const searchFilter: Translations = {
  '_filter, character {0}: {1}': '_filter, caractère {0} : {1}',
  'an operator is missing': 'il manque un opérateur',
  'Write a comparison such as name co "chu"; operators are {0}.':
    'Écrivez une comparaison telle que name co "chu" ; les opérateurs sont {0}.',
  'a value is missing': 'il manque une valeur',
  'Write a comparison such as name co "chu".': 'Écrivez une comparaison telle que name co "chu".',
  'A text begins and ends with a quotation mark; one inside it is written as \\".':
    'Un texte commence et finit par un guillemet droit ; à l’intérieur, il s’écrit \\".',
  'the text is not written as JSON has it': 'le texte n’est pas écrit comme en JSON',
  'Between comparisons stands and, or or; every bracket is closed once.':
    'Entre deux comparaisons se place and ou or ; chaque parenthèse se ferme une fois.',
  '{0} cannot stand here': '{0} ne peut pas figurer ici',
  'a comparison is missing': 'il manque une comparaison',
  'brackets are nested more than {0} deep': 'les parenthèses sont imbriquées sur plus de {0} niveaux',
  'Write it with fewer brackets.': 'Écrivez-le avec moins de parenthèses.',
  'The bracket that is open was opened at character {0}.': 'La parenthèse ouverte l’a été au caractère {0}.',
  'a closing bracket is missing': 'il manque une parenthèse fermante',
  'Look for less at once, or make several requests.': 'Cherchez moins à la fois, ou faites plusieurs requêtes.',
  'the filter has more than {0} comparisons': 'le filtre a plus de {0} comparaisons',
  '{0}= is not a comparison': '{0}= n’est pas une comparaison',
  'Write {0} eq and the value.': 'Écrivez {0} eq suivi de la valeur.',
  'Say again what is compared: {0} {1} and the value.': 'Redites ce qui est comparé : {0} {1} suivi de la valeur.',
  '{0} is not a comparison': '{0} n’est pas une comparaison',
  'After the filter in square brackets, opened at character {0}, comes a point and a name: location[status eq active].name.':
    'Après le filtre entre crochets, ouvert au caractère {0}, viennent un point et un nom : location[status eq active].name.',
  'the path does not go on': 'le chemin ne se poursuit pas',
  'Operators take the place of modifiers: {0}.': 'Les opérateurs tiennent lieu de modificateurs : {0}.',
  'a modifier, :{0}, cannot stand in a filter': 'un modificateur, :{0}, ne peut pas figurer dans un filtre',
  '{0} can be compared by {1}.': '{0} peut être comparé par {1}.',
  '{0} is not answered here for {1}, which is of type {2}':
    '{0} n’est pas pris en charge ici pour {1}, qui est de type {2}',
};
