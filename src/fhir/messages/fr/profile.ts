import type { Translations } from '../language';

/** Profiles and value sets: the messages of `profile/`. */
export const profile: Translations = {
  // cardinality
  one: '1',
  'at least {0}': 'au moins {0}',
  once: 'une fois',
  '{0} times': '{0} fois',
  '`{0}` is missing; the profile {1} requires {2}.': '`{0}` manque ; le profil {1} en exige {2}.',
  '`{0}` occurs {1}; the profile {2} requires {3}.': '`{0}` est présent {1} ; le profil {2} en exige {3}.',
  'Add {0} more of `{1}`.': 'Ajoutez encore {0} fois `{1}`.',
  '`{0}` is not allowed by the profile {1}; found {2}.':
    '`{0}` n’est pas permis par le profil {1} ; nombre trouvé : {2}.',
  '`{0}` occurs {1}; the profile {2} allows {3} at most.':
    '`{0}` est présent {1} ; le profil {2} en permet {3} au plus.',
  'Remove all but {0}.': 'N’en gardez que {0}.',

  // values
  '`{0}` does not have the value that the profile {1} fixes.': '`{0}` n’a pas la valeur que fixe le profil {1}.',
  'Write exactly {0}.': 'Écrivez exactement {0}.',
  '`{0}` lacks what the profile {1} requires in it.': 'Il manque à `{0}` ce qu’y exige le profil {1}.',
  'It must contain {0}.': 'Il doit contenir {0}.',
  '`{0}` has {1} characters; the profile {2} allows {3}.': '`{0}` compte {1} caractères ; le profil {2} en permet {3}.',
  'Shorten it.': 'Raccourcissez-le.',
  '`{0}` is {1}; the profile {2} requires at least {3}.': '`{0}` vaut {1} ; le profil {2} exige au moins {3}.',
  'Write a value of {0} or more.': 'Écrivez une valeur supérieure ou égale à {0}.',
  '`{0}` is {1}; the profile {2} allows at most {3}.': '`{0}` vaut {1} ; le profil {2} permet au plus {3}.',
  'Write a value of {0} or less.': 'Écrivez une valeur inférieure ou égale à {0}.',
  '`{0}` is of type {1}, which the profile {2} does not allow.':
    '`{0}` est du type {1}, que le profil {2} ne permet pas.',
  'It allows {0}.': 'Il permet {0}.',

  // codes
  '`{0}` is {1}, which is not in the value set {2} of the profile {3}.':
    '`{0}` vaut {1}, qui ne fait pas partie du jeu de valeurs {2} du profil {3}.',
  '{0} of {1}': '{0} de {1}',
  '`{0}` has no code; the profile {1} requires one from the value set {2}.':
    '`{0}` n’a pas de code ; le profil {1} en exige un du jeu de valeurs {2}.',
  'Add `coding` with `system` and `code`.': 'Ajoutez `coding` avec `system` et `code`.',
  'That is the address of the value set.': 'C’est l’adresse du jeu de valeurs.',
  'The system is {0}.': 'Le système est {0}.',
  'The systems are: {0}.': 'Les systèmes sont : {0}.',
  'Use one of its codes.': 'Utilisez l’un de ses codes.',
  'Use one of its {0} codes.': 'Utilisez l’un de ses {0} codes.',

  // slices
  'The slice `{0}` of `{1}` has no entry; the profile {2} requires {3}.':
    'Le slice `{0}` de `{1}` n’a aucune entrée ; le profil {2} en exige {3}.',
  'The slice `{0}` of `{1}` has {2}; the profile {3} requires {4}.':
    'Le slice `{0}` de `{1}` a {2} ; le profil {3} en exige {4}.',
  'Add an entry to `{0}`.': 'Ajoutez une entrée à `{0}`.',
  'Add an entry to `{0}` where {1}.': 'Ajoutez à `{0}` une entrée où {1}.',
  'The slice `{0}` of `{1}` has {2};': 'Le slice `{0}` de `{1}` a {2} ;',
  '{0} the profile {1} allows none.': '{0} le profil {1} n’en permet aucune.',
  '{0} the profile {1} allows {2} at most.': '{0} le profil {1} en permet {2} au plus.',
  'Entries where {0} belong to it.': 'Les entrées où {0} en font partie.',
  'This `{0}` matches no slice of the profile {1}, which allows no others: {2}.':
    'Cet élément `{0}` ne correspond à aucun slice du profil {1}, qui n’en permet pas d’autre : {2}.',
  'An entry belongs to a slice where {0}.': 'Une entrée fait partie d’un slice quand {0}.',
  '{0} matches no slice: {1}.': '{0} ne correspond à aucun slice : {1}.',
  'its content fits none of them': 'son contenu ne convient à aucun d’eux',
  'This `{0}` of the slice `{1}` comes after one without a slice; the profile {2} allows those only at the end.':
    'Cet élément `{0}` du slice `{1}` suit un élément sans slice ; le profil {2} ne permet ceux-ci qu’à la fin.',
  'Put the entries that match no slice last.': 'Mettez à la fin les entrées qui ne correspondent à aucun slice.',
  'This `{0}` of the slice `{1}` comes after one of the slice `{2}`; in the profile {3} the slices have an order.':
    'Cet élément `{0}` du slice `{1}` suit un élément du slice `{2}` ; dans le profil {3}, les slices ont un ordre.',
  'Put it before those of `{0}`.': 'Mettez-le avant ceux de `{0}`.',

  // how slices are recognised
  it: 'l’élément lui-même',
  '{0} is {1}': '{0} vaut {1}',
  '{0} is absent': '{0} est absent',
  '{0} is present': '{0} est présent',
  '{0} is of type {1}': '{0} est du type {1}',
  '{0} conforms to the profile {1}': '{0} est conforme au profil {1}',
  '{0} is in the value set {1}': '{0} fait partie du jeu de valeurs {1}',
  '{0} is that of the value set {1}': '{0} est celui du jeu de valeurs {1}',
  '{0} has the content the slice asks for': '{0} a le contenu qu’exige le slice',
  '{0} ({1})': '{0} ({1})',
  '{0} more': '{0} de plus',

  // invariants
  '{0} ({1} of the profile {2}).': '{0} ({1} du profil {2}).',
  'This must be true: {0}': 'Condition à respecter : {0}',
  'The constraint {0} of the profile {1} cannot be evaluated here: {2}.':
    'La contrainte {0} du profil {1} ne peut pas être évaluée ici : {2}.',
  'It was not checked.': 'Elle n’a pas été vérifiée.',

  // extensions
  'The extension {0} is not allowed here; it belongs in {1}.':
    'L’extension {0} n’a pas sa place ici : elle va dans {1}.',
  'the extension {0}': 'l’extension {0}',
  'what `{0}` selects': 'ce que désigne `{0}`',
  'Move it there, or remove it.': 'Déplacez-la, ou supprimez-la.',
  'The extension {0} does not suit the element it is in.':
    'L’extension {0} ne convient pas à l’élément où elle se trouve.',
  'This must be true of that element: {0}': 'Condition que cet élément doit respecter : {0}',
  'Where the extension {0} is allowed cannot be evaluated here: {1}.':
    'La place de l’extension {0} ne peut pas être évaluée ici : {1}.',

  // profiles as a whole
  'The profile {0} is for {1}, not for {2}.': 'Le profil {0} est fait pour {1}, et non pour {2}.',
  'Use a profile of {0}.': 'Utilisez un profil de {0}.',
  '`{0}` conforms to none of the profiles that the profile {1} requires of it.':
    '`{0}` n’est conforme à aucun des profils qu’exige le profil {1}.',
  'It must conform to {0}.': 'Il doit être conforme à {0}.',
  'The profile {0} is not known here, so it was not checked.':
    'Le profil {0} est inconnu ici : il n’a pas été vérifié.',
  'Check its spelling, or have the package that defines it loaded.':
    'Vérifiez son orthographe, ou faites charger le paquet qui le définit.',
  'Check its spelling, or leave it out of meta.profile.': 'Vérifiez son orthographe, ou retirez-le de meta.profile.',
  'The profile {0} cannot be checked here: {1}.': 'Le profil {0} ne peut pas être vérifié ici : {1}.',
  'The operator of the server must correct the profile; do not use it until then.':
    'L’exploitant du serveur doit corriger ce profil ; d’ici là, ne l’utilisez pas.',
  'its definition does not conform to R4 ({0})': 'sa définition n’est pas conforme à R4 ({0})',
  'it is its own base ({0})': 'il est sa propre base ({0})',
  'its type {0} is not a type of R4': 'son type {0} n’est pas un type de R4',
  'it does not name a base': 'il ne nomme pas de base',
  'its base {0} is not known': 'sa base {0} est inconnue',
  'it names the element {0}, which does not exist': 'il nomme l’élément {0}, qui n’existe pas',
  'the path `{0}` of a discriminator cannot be read': 'le chemin `{0}` d’un discriminant ne peut pas être lu',
  'the expression of {0} cannot be read ({1})': 'l’expression de {0} ne peut pas être lue ({1})',
  'its constraint {0}': 'sa contrainte {0}',
  'its context': 'son contexte',
  'its context invariant': 'son invariant de contexte',

  // the parts of an extension
  'The extension {0} has no part {1}.': 'L’extension {0} n’a pas de partie {1}.',
  'Its parts are: {0}.': 'Ses parties sont : {0}.',
};
