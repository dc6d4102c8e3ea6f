import type { Translations } from '../language';

/** FHIRPath Patch and what all patch formats share: the messages of `patch/`. */
export const patch: Translations = {
  // Phrases used in the sentences below.
  '0 elements': '0 élément',
  '1 element': '1 élément',
  '{0} elements': '{0} éléments',
  '0 entries': '0 entrée',
  '0 arguments': '0 argument',
  '1 argument': '1 argument',
  '{0} arguments': '{0} arguments',
  'at character {0}': 'au caractère {0}',
  'at line {0}, character {1}': 'à la ligne {0}, caractère {1}',
  '{0}, {1}.': '{0}, {1}.',
  '{0} is called {1} here.': '{0} s’appelle ici {1}.',
  'Did you mean `{0}`?': 'Vouliez-vous dire `{0}` ?',
  'did you mean `{0}`?': 'vouliez-vous dire `{0}` ?',

  // All patch formats.
  'Split it into several patches.': 'Répartissez-le sur plusieurs patchs.',
  'The patch has {0} operations; at most {1} are allowed.':
    'Le patch contient {0} opérations ; {1} au plus sont admises.',
  '`{0}` cannot be changed by a patch: the server sets it.':
    '`{0}` ne peut pas être modifié par un patch : c’est le serveur qui le renseigne.',
  'Leave the operation out.': 'Retirez cette opération.',
  'Operation {0} {1}.': 'L’opération {0} {1}.',
  'Operation {0} ({1}) {2}.': 'L’opération {0} ({1}) {2}.',
  'Operation {0}: {1}': 'Opération {0} : {1}',
  'Operation {0} ({1}): {2}': 'Opération {0} ({1}) : {2}',
  'Operation {0} ({1}), `{2}`: {3}': 'Opération {0} ({1}), `{2}` : {3}',
  '`{0}` {1}': '`{0}` {1}',
  'has more than {0} entries': 'a plus de {0} entrées',
  'has more than {0} members': 'a plus de {0} membres',
  'is nested too deeply': 'est imbriquée trop profondément',

  // FHIRPath Patch: Parameters and their parts.
  'A FHIRPath Patch is a Parameters resource.': 'Un FHIRPath Patch est une ressource Parameters.',
  'A FHIRPath Patch is a Parameters resource, not {0}.': 'Un FHIRPath Patch est une ressource Parameters, et non {0}.',
  'Send { "resourceType": "Parameters", "parameter": [ { "name": "operation", "part": [ … ] } ] }.':
    'Envoyez { "resourceType": "Parameters", "parameter": [ { "name": "operation", "part": [ … ] } ] }.',
  '`{0}` is not allowed in a patch.': '`{0}` n’est pas permis dans un patch.',
  'Put operations in the list `parameter`.': 'Placez les opérations dans la liste `parameter`.',
  '`parameter` is not a list.': '`parameter` n’est pas une liste.',
  'Put operations in the list `parameter`; leave it out if there are none.':
    'Placez les opérations dans la liste `parameter` ; omettez-la s’il n’y en a pas.',
  'Every parameter of a patch is named `operation`.': 'Chaque paramètre d’un patch se nomme `operation`.',
  'A parameter is not a JSON object.': 'Un paramètre n’est pas un objet JSON.',
  'A parameter has no name.': 'Un paramètre n’a pas de nom.',
  'A patch has no parameter `{0}`.': 'Un patch n’a pas de paramètre `{0}`.',
  'An operation has no member `{0}`.': 'Une opération n’a pas de membre `{0}`.',
  'It can have only parts.': 'Elle ne peut avoir que des parties (part).',
  'An operation has no parts.': 'Une opération n’a aucune partie (part).',
  'An operation consists of parts: type, path, and those that its type needs.':
    'Une opération est faite de parties : type, path, et celles que son type demande.',
  'The operation has {0} parts; at most {1} are allowed.': 'L’opération a {0} parties ; {1} au plus sont admises.',
  'A part of an operation has no name.': 'Une partie d’une opération n’a pas de nom.',
  'Use one of the names {0}.': 'Utilisez l’un des noms {0}.',
  'An operation has no part `{0}`.': 'Une opération n’a pas de partie `{0}`.',
  'The parts are {0}.': 'Les parties sont {0}.',
  'The part `{0}` is given twice.': 'La partie `{0}` est donnée deux fois.',
  'Send one operation for each value.': 'Envoyez une opération pour chaque valeur.',
  'Send it once.': 'Envoyez-la une seule fois.',
  'An operation has no type.': 'Une opération n’a pas de type.',
  'It is one of {0}.': 'Les possibilités sont {0}.',
  'There is no operation of type {0}.': 'Il n’existe pas d’opération de type {0}.',
  'The types are {0}.': 'Les types sont {0}.',
  '{0} needs the part `{1}`.': '{0} nécessite la partie `{1}`.',
  '{0} takes {1}.': '{0} attend {1}.',
  '{0} does not use the part `{1}`.': '{0} n’utilise pas la partie `{1}`.',
  'Leave the part out.': 'Retirez cette partie.',
  'It was ignored.': 'Elle a été ignorée.',
  'The part `{0}` is not a string.': 'La partie `{0}` n’est pas une chaîne.',
  'Send it as {0}.': 'Envoyez-la en {0}.',
  'The part `{0}` is not a whole number.': 'La partie `{0}` n’est pas un nombre entier.',
  'Send it as {0}; positions count from 0.': 'Envoyez-la en {0} ; les positions se comptent à partir de 0.',

  // FHIRPath Patch: values.
  'The extension of the part itself was ignored.': 'L’extension de la partie elle-même a été ignorée.',
  'To change an extension of the resource, send it as the value, in parts: url, and value or extension.':
    'Pour modifier une extension de la ressource, envoyez-la comme valeur, en parties : url, et value ou extension.',
  'A part has no member `{0}`.': 'Une partie n’a pas de membre `{0}`.',
  'A part has a name, and one of value[x], part and resource.':
    'Une partie a un nom, et soit value[x], soit part, soit resource.',
  'The type is part of the name: valueString, valueCodeableConcept, …':
    'Le type fait partie du nom : valueString, valueCodeableConcept, …',
  'Parameters does not allow valueExtension; send the parts url, and value or extension.':
    'Parameters n’admet pas valueExtension : envoyez les parties url, et value ou extension.',
  'The part has no value.': 'La partie n’a pas de valeur.',
  'Give value[x] for a datatype, or part for the children of an anonymous type.':
    'Donnez value[x] pour un type de données, ou part pour les enfants d’un type anonyme.',
  'The part has {0} at once.': 'La partie a à la fois {0}.',
  'Give only one of them.': 'N’en donnez qu’un.',
  '_{0} is not a JSON object.': '_{0} n’est pas un objet JSON.',
  'It must hold the id and the extensions.': 'Il doit contenir l’id et les extensions.',
  '{0} holds a list instead of one JSON object.': '{0} contient une liste au lieu d’un objet JSON.',
  '{0} holds {1} instead of one JSON object.': '{0} contient {1} au lieu d’un objet JSON.',
  'Send one {0}; for a list, send one operation per entry.':
    'Envoyez un seul {0} ; pour une liste, envoyez une opération par entrée.',
  '{0} is not of type {1}.': '{0} n’est pas de type {1}.',
  '{0} is an empty string.': '{0} est une chaîne vide.',
  'Use delete; FHIR has no empty strings.': 'Utilisez delete : FHIR n’admet pas de chaîne vide.',
  'The name after `value` states the type, and the JSON must have its form.':
    'Le nom après `value` indique le type, et le JSON doit en avoir la forme.',
  'The parts are nested more than {0} levels deep.': 'Les parties sont imbriquées sur plus de {0} niveaux.',
  'Change a smaller element.': 'Modifiez un élément plus petit.',
  'part is not a list with at least one entry.': 'part n’est pas une liste d’au moins une entrée.',
  'Give one part for each child element.': 'Donnez une partie par élément enfant.',
  'A nested part has no name.': 'Une partie imbriquée n’a pas de nom.',
  'Name each part after the child element it holds.':
    'Donnez à chaque partie le nom de l’élément enfant qu’elle contient.',
  'resource is not a JSON object.': 'resource n’est pas un objet JSON.',
  'Send one resource.': 'Envoyez une ressource.',
  'The value {0}.': 'La valeur {0}.',
  'Leave out what is empty.': 'Retirez ce qui est vide.',
  'Remove it; no element has that name.': 'Retirez-le : aucun élément ne porte ce nom.',
  'holds null': 'contient null',
  'holds an empty string': 'contient une chaîne vide',
  'holds an empty list': 'contient une liste vide',
  'holds an empty object': 'contient un objet vide',
  'holds a member `{0}`': 'contient un membre `{0}`',
  'The value {0} is not of type {1}, as {2} must be.': 'La valeur {0} n’est pas de type {1}, comme doit l’être {2}.',
  'Send a {0} that matches {1}.': 'Envoyez un {0} conforme à {1}.',
  '`{0}` cannot have an id or extensions of its own.': '`{0}` ne peut avoir ni id ni extensions propres.',
  'Send {0} without _{1}.': 'Envoyez {0} sans _{1}.',
  '{0} is of the wrong type for {1}.': '{0} n’est pas d’un type qui convient à {1}.',
  'a value[x] of a type that the specification lists': 'un value[x] de l’un des types que la spécification énumère',
  'valueString with the XHTML': 'valueString avec le XHTML',
  'part: url, and value or extension': 'part : url, et value ou extension',
  'part, one for each child element': 'part, une pour chaque élément enfant',
  '{0} cannot contain a whole resource.': '{0} ne peut pas contenir une ressource entière.',
  '{0} is not a resource type of R4.': '{0} n’est pas un type de ressource de R4.',
  'resourceType must name the type of the resource.': 'resourceType doit nommer le type de la ressource.',
  'A value given in parts cannot be read as {0}.': 'Une valeur donnée en parties ne peut pas être lue comme {0}.',
  'A value given in parts cannot be read as {0}, which may have several types.':
    'Une valeur donnée en parties ne peut pas être lue comme {0}, qui admet plusieurs types.',
  '`{0}` is given twice, but {1} can have only one.': '`{0}` est donné deux fois, mais {1} ne peut en avoir qu’un.',
  'Give one part named `{0}`.': 'Donnez une seule partie nommée `{0}`.',
  'This is not a value of {0}.': 'Ce n’est pas une valeur de {0}.',
  '{0} has no `{1}`.': '{0} n’a pas de `{1}`.',
  '`{0}` of {1} is a list.': '`{0}` de {1} est une liste.',
  '`{0}` of {1} is not a list.': '`{0}` de {1} n’est pas une liste.',
  '`{0}` of {1} has an empty entry.': '`{0}` de {1} contient une entrée vide.',
  'A value of {0} has at least one element.': 'Une valeur de {0} a au moins un élément.',
  'The value must follow its R4 definition.': 'La valeur doit respecter sa définition R4.',

  // FHIRPath Patch: paths.
  'The path has {0} characters; at most {1} are allowed.': 'Le chemin a {0} caractères ; {1} au plus sont admis.',
  'Write a shorter path, or replace a larger element as a whole.':
    'Écrivez un chemin plus court, ou remplacez en bloc un élément plus grand.',
  'The character {0} is not allowed': 'Le caractère {0} n’est pas permis',
  'A sign follows a sign': 'Un signe suit un signe',
  'A {0} is opened but not closed': 'Un {0} est ouvert mais n’est pas fermé',
  '{0}, at character {1} of the path.': '{0}, au caractère {1} du chemin.',
  'Put strings in single quotes, one on each side.':
    'Mettez les chaînes entre apostrophes simples, une de chaque côté.',
  'The path has too many brackets, at character {0}.':
    'Le chemin a trop de parenthèses ou de crochets, au caractère {0}.',
  'At most {0}, nested at most {1} deep.': '{0} au plus, imbriqués sur {1} niveaux au plus.',
  'The path `{0}` starts with a slash, as in JSON Patch and XML Patch, but this is a FHIRPath Patch.':
    'Le chemin `{0}` commence par une barre oblique, comme en JSON Patch et en XML Patch, alors que ceci est un FHIRPath Patch.',
  'Did you mean `{0}`? A JSON Patch is sent with Content-Type: application/json-patch+json, an XML Patch with application/xml-patch+xml.':
    'Vouliez-vous dire `{0}` ? Un JSON Patch s’envoie avec Content-Type: application/json-patch+json, un XML Patch avec application/xml-patch+xml.',
  'The word {0} occurs twice in a row; remove one.': 'Le mot {0} figure deux fois de suite : retirez-en un.',
  'The path `{0}` is not FHIRPath.': 'Le chemin `{0}` n’est pas du FHIRPath.',
  'The path `{0}` is not FHIRPath: it ends too early.': 'Le chemin `{0}` n’est pas du FHIRPath : il s’arrête trop tôt.',
  'The path `{0}` is not FHIRPath: unexpected `{1}` {2}.':
    'Le chemin `{0}` n’est pas du FHIRPath : `{1}` inattendu {2}.',
  'Put strings in single quotes, and close every parenthesis and bracket.':
    'Mettez les chaînes entre apostrophes simples, et fermez chaque parenthèse et chaque crochet.',
  'A patch path consists of element names, [index] and {0}; inside where() also of {1}, comparisons, and, or, xor, implies, in, contains, | and literals.':
    'Le chemin d’un patch se compose de noms d’éléments, de [index] et de {0} ; dans where(), également de {1}, de comparaisons, de and, or, xor, implies, in, contains, | et de littéraux.',
  'The path has too many parts': 'Le chemin a trop de composants',
  'Write a simpler path.': 'Écrivez un chemin plus simple.',
  '`{0}` is not an element name': '`{0}` n’est pas un nom d’élément',
  'The operator {0} is not allowed here': 'L’opérateur {0} n’est pas permis ici',
  'The operator {0} is not allowed': 'L’opérateur {0} n’est pas permis',
  '$total is not allowed': '$total n’est pas permis',
  'An empty collection is not allowed': 'Une collection vide n’est pas permise',
  '%{0} is not defined here': '%{0} n’est pas défini ici',
  'Only %resource may be used.': 'Seul %resource peut être utilisé.',
  'The function {0}() is not allowed in a patch path': 'La fonction {0}() n’est pas permise dans le chemin d’un patch',
  'The function {0}() was given {1}': 'La fonction {0}() a reçu {1}',
  'It takes {0}.': 'Elle en attend {0}.',
  "It takes 1: extension('<url>').": "Elle en attend 1 : extension('<url>').",
  'The path returns a computed value ({0}, {1}), not an element of the resource.':
    'Le chemin renvoie une valeur calculée ({0}, {1}), et non un élément de la ressource.',
  'End the path at an element; put conditions inside where().':
    'Terminez le chemin par un élément ; mettez les conditions dans where().',
  'The path looks at more than {0} elements.': 'Le chemin examine plus de {0} éléments.',
  'The paths of this patch look at more than {0} elements.': 'Les chemins de ce patch examinent plus de {0} éléments.',
  'Evaluating the paths of this patch takes too long (limit: {0} ms).':
    'L’évaluation des chemins de ce patch prend trop de temps (limite : {0} ms).',
  'Use simpler paths: fewer where() inside where(), fewer operations in one patch.':
    'Utilisez des chemins plus simples : moins de where() dans where(), moins d’opérations par patch.',
  'The path `{0}` returns something that is not an element of the resource.':
    'Le chemin `{0}` renvoie quelque chose qui n’est pas un élément de la ressource.',
  'End the path at an element that the type has.': 'Terminez le chemin par un élément que possède le type.',
  'The path `{0}` cannot be evaluated on this resource: {1}.':
    'Le chemin `{0}` ne peut pas être évalué sur cette ressource : {1}.',
  'where() takes a condition; single() and comparisons take one element at a time.':
    'where() attend une condition ; single() et les comparaisons portent sur un seul élément à la fois.',
  'The path `{0}` matches nothing.': 'Le chemin `{0}` ne désigne rien.',
  'Nothing was deleted. {0}': 'Rien n’a été supprimé. {0}',
  '`{0}` matches {1}; {2}': '`{0}` désigne {1} ; {2}',
  'none has an extension of this url.': 'aucun n’a d’extension avec cette url.',
  'In a criterion: {0}': 'Dans un critère : {0}',
  "A text is written in quotes: '{0}'.": "Un texte s’écrit entre apostrophes : '{0}'.",
  'none meets the condition of where().': 'aucun ne remplit la condition de where().',
  '{0}() selects none of them.': '{0}() n’en sélectionne aucun.',
  'the index selects none of them.': 'l’index n’en sélectionne aucun.',
  'the only index is 0.': 'le seul index est 0.',
  'the indexes are 0 to {0}.': 'les index vont de 0 à {0}.',
  '`{0}` is absent there: use add with this path and the name {1}.':
    '`{0}` y est absent : utilisez add avec ce chemin et le nom {1}.',
  '`{0}` is absent: use add with the path {1} and the name {2}.':
    '`{0}` est absent : utilisez add avec le chemin {1} et le nom {2}.',
  'Begin the path with {0}.': 'Commencez le chemin par {0}.',
  'The resource is of type {0}: begin the path with {1}, not {2}.':
    'La ressource est de type {0} : commencez le chemin par {1}, et non par {2}.',
  '{0} has no element `{1}`.': '{0} n’a pas d’élément `{1}`.',
  '{0} has no element `{1}`: did you mean `{2}`?': '{0} n’a pas d’élément `{1}` : vouliez-vous dire `{2}` ?',
  'Its elements are {0}.': 'Ses éléments sont {0}.',

  // FHIRPath Patch: operations.
  'The path `{0}` matches {1}; it must match exactly one.':
    'Le chemin `{0}` désigne {1} ; il doit en désigner exactement un.',
  'Name one of {0}{1}, or choose it with where().': 'Nommez l’un de {0}{1}, ou choisissez-le avec where().',
  '{0} works on a whole list, but `{1}` does not name one.':
    '{0} porte sur une liste entière, mais `{1}` n’en nomme pas.',
  'End the path with the name of the list: `Organization.telecom`.':
    'Terminez le chemin par le nom de la liste : `Organization.telecom`.',
  '{0} works on lists, but {1}.{2} does not repeat.': '{0} porte sur des listes, mais {1}.{2} ne se répète pas.',
  'Use add if it is absent, replace if it is present.': 'Utilisez add s’il est absent, replace s’il est présent.',
  'It has no order.': 'Il n’a pas d’ordre.',
  '{0} cannot have an id or extensions of its own.': '{0} ne peut avoir ni id ni extensions propres.',
  'Add them to the element that it belongs to.': 'Ajoutez-les à l’élément dont il fait partie.',
  '{0}.{1} is already present and does not repeat.': '{0}.{1} est déjà présent et ne se répète pas.',
  'Use replace with the path {0}.{1}.': 'Utilisez replace avec le chemin {0}.{1}.',
  'The index {0} is out of range: {1}.{2} has {3}.': 'L’index {0} est hors limites : {1}.{2} a {3}.',
  'The only index is 0.': 'Le seul index est 0.',
  'The index must be 0 to {0}.': 'L’index doit aller de 0 à {0}.',
  'The {0} {1} is out of range: {2}.{3} has {4}.': '{0} vaut {1}, hors limites : {2}.{3} a {4}.',
  'The {0} must be 0 to {1}.': '{0} doit aller de 0 à {1}.',
  'A patch cannot {0} the whole resource.': 'L’opération {0} ne peut pas porter sur la ressource entière.',
  'Name an element: `{0}.<element>`. A whole resource is replaced by PUT and deleted by DELETE.':
    'Nommez un élément : `{0}.<element>`. Une ressource entière se remplace par PUT et se supprime par DELETE.',

  // $diff.
  'The two versions differ at {0}, which a FHIRPath Patch cannot express.':
    'Les deux versions diffèrent en {0}, ce qu’un FHIRPath Patch ne peut pas exprimer.',
  'Both must follow the R4 definition of their type.': 'Toutes deux doivent respecter la définition R4 de leur type.',
  'There is no patch from {0} to {1}: both must be resources of the same R4 type.':
    'Il n’y a pas de patch de {0} à {1} : les deux doivent être des ressources d’un même type R4.',
  nothing: 'rien',
  'Give two versions of one resource.': 'Donnez deux versions d’une même ressource.',
};
