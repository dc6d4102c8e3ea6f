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
  'the text is not a valid JSON string': 'le texte n’est pas une chaîne JSON valide',
  'Put and, or or between comparisons, and close every parenthesis once.':
    'Entre deux comparaisons, mettez and ou or, et fermez chaque parenthèse une fois.',
  '{0} is not allowed here': '{0} n’est pas permis ici',
  'a comparison is missing': 'il manque une comparaison',
  'brackets are nested more than {0} levels deep': 'les parenthèses ou crochets sont imbriqués sur plus de {0} niveaux',
  'Use fewer brackets.': 'Utilisez moins de parenthèses ou de crochets.',
  'The parenthesis opened at character {0} is not closed.': 'La parenthèse ouverte au caractère {0} n’est pas fermée.',
  'a closing parenthesis is missing': 'il manque une parenthèse fermante',
  'Search for less at once, or make several requests.': 'Recherchez moins à la fois, ou faites plusieurs requêtes.',
  'the filter has more than {0} comparisons': 'le filtre a plus de {0} comparaisons',
  '{0}= is not a comparison': '{0}= n’est pas une comparaison',
  'Write {0} eq and the value.': 'Écrivez {0} eq suivi de la valeur.',
  'Repeat what is compared: {0} {1} and the value.': 'Répétez ce qui est comparé : {0} {1} suivi de la valeur.',
  '{0} is not a comparison': '{0} n’est pas une comparaison',
  'The filter in square brackets opened at character {0} must be followed by a dot and a name: location[status eq active].name.':
    'Le filtre entre crochets ouvert au caractère {0} doit être suivi d’un point et d’un nom : location[status eq active].name.',
  'the path is not complete': 'le chemin est incomplet',
  'Use an operator instead of a modifier: {0}.': 'Utilisez un opérateur au lieu d’un modificateur : {0}.',
  'the modifier :{0} is not allowed in a filter': 'le modificateur :{0} n’est pas permis dans un filtre',
  '{0} can be compared with {1}.': '{0} peut être comparé avec {1}.',
  '{0} is not supported here for {1}, which is of type {2}':
    '{0} n’est pas pris en charge ici pour {1}, qui est de type {2}',
};
