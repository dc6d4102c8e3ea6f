import type { Translations } from '../language';

/** Search: values and modifiers of the parameter types. */
export const searchKinds: Translations = {
  'Write an address such as https://example.org/fhir, or the whole URI without a modifier.':
    'Écrivez une adresse telle que https://example.org/fhir, ou l’URI entière sans modificateur.',
  '{0} has nothing above or below it': '{0} n’a ni parent ni descendant',
  '{0}:above would be compared with {1} addresses': '{0}:above serait comparé à {1} adresses',
  'Send fewer alternatives.': 'Envoyez moins de valeurs possibles.',
  '{0} does not give the type of an identifier and its value':
    '{0} n’indique pas le type d’un identifiant et sa valeur',
  'Write {0}:of-type=system of the type|code of the type|value.':
    'Écrivez {0}:of-type=système du type|code du type|valeur.',
  'The codes of {0} are not known here': 'Les codes de {0} ne sont pas connus de ce serveur',
  'Write {0}=canonical of a value set that this server knows with all its codes, or list the codes with commas.':
    'Écrivez {0}=URL canonique d’un jeu de valeurs dont ce serveur connaît tous les codes, ou énumérez les codes, séparés par des virgules.',
  'The codes above or below {0} are not known here':
    'Les codes parents ou descendants de {0} ne sont pas connus de ce serveur',
  'Search by the codes themselves, separated by commas.':
    'Recherchez par les codes eux-mêmes, séparés par des virgules.',
  'Write {0}=system|code.': 'Écrivez {0}=système|code.',
  '{0} would be compared with {1} codes': '{0} serait comparé à {1} codes',
  'At most {0} codes can be compared; list those you need.':
    '{0} codes au plus peuvent être comparés ; énumérez ceux dont vous avez besoin.',
  'Write {0}=latitude|longitude|distance|km, such as {1}=47.2122|-1.6497|15|km.':
    'Écrivez {0}=latitude|longitude|distance|km, par exemple {1}=47.2122|-1.6497|15|km.',
  '{0} is not a position and a distance': '{0} n’est pas une position suivie d’une distance',
  'A latitude is from -90 to 90 degrees, a longitude from -180 to 180; the latitude comes first.':
    'La latitude va de -90 à 90 degrés, la longitude de -180 à 180 ; la latitude vient en premier.',
  '{0} is not a position on Earth': '{0} n’est pas une position sur la Terre',
  'Write {0}={1}|distance|km.': 'Écrivez {0}={1}|distance|km.',
  '{0} is not a place and a distance': '{0} n’est pas un lieu suivi d’une distance',
  '{0} is not a known place on this server': '{0} n’est pas un lieu connu de ce serveur',
  '{0} is not a unit of distance here': '{0} n’est pas une unité de distance admise',
  'The unit must be one of {0}.': 'L’unité doit être l’une des suivantes : {0}.',
  '{0} has a distance that is not a number of at least 0':
    'La distance de {0} n’est pas un nombre supérieur ou égal à 0',
  'Write words separated by spaces, at most {0}.': 'Écrivez des mots séparés par des espaces, {0} au plus.',
  '{0} has a value without a word': '{0} a une valeur qui ne contient aucun mot',
  '{0} has too many words': '{0} a trop de mots',
  'Write {0}={1}; a dollar sign in a value is written as \\$.':
    'Écrivez {0}={1} ; dans une valeur, un dollar s’écrit \\$.',
  '{0} does not have {1} parts': '{0} ne comporte pas {1} parties',
};
