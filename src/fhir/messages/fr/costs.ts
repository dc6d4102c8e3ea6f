import type { Translations } from '../language';

/** Limits of a single request. */
export const costs: Translations = {
  'The body holds more than {0} values (objects, lists, texts and numbers).':
    'Le corps contient plus de {0} valeurs (objets, listes, textes et nombres).',
  'The resource holds more than {0} values (objects, lists, texts and numbers).':
    'La ressource contient plus de {0} valeurs (objets, listes, textes et nombres).',
  'A resource has a few thousand at most.': 'Une ressource en compte quelques milliers au plus.',
  'Send less at once; a resource has a few thousand at most.':
    'Envoyez-en moins à la fois : une ressource en compte quelques milliers au plus.',
  'The resource has more than {0} references': 'La ressource contient plus de {0} références',
  'The resource has more than {0} values for the search parameter {1}':
    'La ressource a plus de {0} valeurs pour le paramètre de recherche {1}',
  'Send fewer, or distribute them over several resources.':
    'Envoyez-en moins, ou répartissez-les entre plusieurs ressources.',
  'The patch makes the resource longer than {0} characters': 'Le patch porte la ressource à plus de {0} caractères',
  'The XML Patch is longer than {0} characters.': 'Le XML Patch dépasse {0} caractères.',
  'Send less at once.': 'Envoyez-en moins à la fois.',
  'The resource is too large for an XML Patch: it has more than {0} elements, or {1} characters.':
    'La ressource est trop grande pour un XML Patch : elle compte plus de {0} éléments, ou plus de {1} caractères.',
  'More of these were mended; they are not listed.': 'D’autres ont été corrigés de même ; ils ne sont pas listés.',
  'There are {0} issues more; they are not listed.': 'Il y a {0} anomalies de plus ; elles ne sont pas listées.',
  'More than {0} namespaces are declared around one element.':
    'Plus de {0} espaces de noms sont déclarés autour d’un même élément.',
  'FHIR needs one namespace, and one for narratives.':
    'FHIR n’a besoin que d’un espace de noms, et d’un autre pour les narratifs.',
  'Elements of the narrative are nested more than {0} levels deep.':
    'Les éléments du narratif sont imbriqués sur plus de {0} niveaux.',
  'The narrative has more than {0} elements.': 'Le narratif a plus de {0} éléments.',
  'Write a shorter one.': 'Raccourcissez-le.',
  'The two versions differ too much for a patch of {0} operations.':
    'Les deux versions diffèrent trop pour un patch de {0} opérations.',
  'Compare versions that are closer to each other, or send the whole resource by PUT.':
    'Comparez des versions plus proches l’une de l’autre, ou envoyez la ressource entière par PUT.',
};
