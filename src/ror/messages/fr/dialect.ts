import type { Translations } from '../../../fhir';

/** French texts of `patch-dialect/` and `telecom-system/`. */
export const dialect: Translations = {
  // Reports of applied rules.
  'delete with a value was read as: take the equal entry of {0} away; there is none, nothing changes.':
    'delete avec une valeur a été lu comme : retirer de {0} l’entrée égale ; il n’y en a pas, rien ne change.',
  'delete with a value was read as delete of {0}, the entry that equals it.':
    'delete avec une valeur a été lu comme delete de {0}, l’entrée qui lui est égale.',
  'An extension given as JSON inside a part was read as one to be appended to {0}.extension.':
    'Une extension donnée en JSON dans une partie a été lue comme une extension à ajouter à {0}.extension.',
  'An extension given as JSON inside a part was read as the one to take the place of the extension the path picks.':
    'Une extension donnée en JSON dans une partie a été lue comme celle qui remplace l’extension que désigne le chemin.',
  'A value without a type was read as {0}, the type the guide gives to this extension.':
    'Une valeur sans type a été lue comme {0}, le type que le guide donne à cette extension.',
  'replace of an extension by a value of type {0} was read as replace of its value: the path ends on .value.':
    'replace d’une extension par une valeur de type {0} a été lu comme replace de sa valeur : le chemin se termine par .value.',
  'A list of {0} in the place of one {1} was read as the list {2} should become.':
    'Une liste de {0} à la place d’un seul {1} a été lue comme la liste que {2} doit devenir.',
  '{0} of {1} with the name {2} was read as {3} of {4}.': '{0} de {1} avec le nom {2} a été lu comme {3} de {4}.',
  'A value inside the part value was read as the value itself.':
    'Une valeur à l’intérieur de la partie value a été lue comme la valeur elle-même.',
  '{0}.{1}[{2}] already refers to {3}: it was not added again.':
    '{0}.{1}[{2}] fait déjà référence à {3} : la référence n’a pas été ajoutée une seconde fois.',
  'A Reference given by its parts was read as valueReference.':
    'Une Reference donnée en parties a été lue comme valueReference.',
  'replace of {0}, which has no entry, was read as add.': 'replace de {0}, qui n’a aucune entrée, a été lu comme add.',
  '{0} becomes exactly the list given: {1} before, {2} after; what the list leaves out is gone.':
    '{0} devient exactement la liste donnée : {1} avant, {2} après ; ce que la liste omet disparaît.',
  "The operation's type was given as valueString and read as valueCode {0}.":
    'Le type de l’opération a été donné en valueString et lu comme valueCode {0}.',
  'A part named {0} was read as the part value with the member {1}.':
    'Une partie nommée {0} a été lue comme la partie value avec le membre {1}.',
  'A value without a type was read as {0}, the type of {1}.':
    'Une valeur sans type a été lue comme {0}, le type de {1}.',
  'The missing system of a contact point was read from its communication channel: {0}.':
    'Le system manquant d’un moyen de contact a été déduit de son canal de communication : {0}.',

  // Refusals, with hints what to send instead.
  'A delete has no value, and this one cannot be compared with the entries of a first-level element.':
    'Un delete n’a pas de valeur, et celle-ci ne peut pas être comparée aux entrées d’un élément de premier niveau.',
  'Leave the value out, and let the path name the entry by place or condition: {0}.':
    'Retirez la valeur, et nommez l’entrée dans le chemin, par sa position ou une condition : {0}.',
  '{0} holds {1}, and the value to be deleted is a {2}.': '{0} contient {1}, et la valeur à supprimer est un {2}.',
  'Give a value of type {0}.': 'Donnez une valeur de type {0}.',
  '{0} entries of {1} equal the given value; a delete takes one away.':
    '{0} entrées de {1} sont égales à la valeur donnée ; un delete n’en retire qu’une.',
  'Send delete with one path, for example {0}[{1}].': 'Envoyez delete avec un chemin unique, par exemple {0}[{1}].',
  'A coding of the concept to be deleted has no code, so it cannot be looked for.':
    'Un coding du concept à supprimer n’a pas de code : il ne peut pas être recherché.',
  'Give system and code of each coding.': 'Donnez system et code de chaque coding.',
  'Send replace with the path {0}, and the new value in a part value.':
    'Envoyez replace avec le chemin {0}, et la nouvelle valeur dans une partie value.',
  'One .extension is too many: send the path {0}.': 'Il y a un .extension de trop : envoyez le chemin {0}.',
  'There is no such extension yet: send add, with the path {0} and the whole extension as its value.':
    'Il n’y a pas encore de telle extension : envoyez un add, avec le chemin {0} et l’extension entière comme valeur.',
  'What is named {0} is not a list of extensions, and the value is one.':
    'Ce qui se nomme {0} n’est pas une liste d’extensions, alors que la valeur en est une.',
  'The value is an extension, and the path does not end on extensions.':
    'La valeur est une extension, alors que le chemin ne se termine pas sur des extensions.',
  'An add appends to a list, and the path ends on a place in it.':
    'Un add ajoute à une liste, alors que le chemin se termine sur une place de celle-ci.',
  'The value holds {0} JSON extensions, where one is due.':
    'La valeur contient {0} extensions JSON, alors qu’il en faut une seule.',
  'What the value holds as an extension is not a JSON object.':
    'Ce que la valeur contient comme extension n’est pas un objet JSON.',
  'Add one extension an operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.':
    'Ajoutez une extension par opération : path = son parent, name = extension, et dans value les parties url et value, ou url et extension.',
  "Replace one extension an operation: path = ….extension.where(url='…'), or to change only its value ….extension.where(url='…').value; take the ones away that are too many by delete, and append by add.":
    "Remplacez une extension par opération : path = ….extension.where(url='…'), ou, pour n’en changer que la valeur, ….extension.where(url='…').value ; retirez par delete celles qui sont en trop, et ajoutez par add.",
  'The path selects the extensions {0}, but the one given has the url {1}.':
    'Le chemin désigne les extensions {0}, mais celle qui est donnée a l’url {1}.',
  'of its parent': 'de son parent',
  'Give the extension the url that the path selects.': 'Donnez à l’extension l’url que désigne le chemin.',
  'An extension has no member {0}.': 'Une extension n’a pas de membre {0}.',
  'It has url, and value[x] or extension. {0}': 'Elle a url, et value[x] ou extension. {0}',
  'Send {0} in the place of {1}.': 'Envoyez {0} à la place de {1}.',
  'The name of a value ends on its type: valueInteger, valueString, valueCodeableConcept, ….':
    'Le nom d’une valeur se termine par son type : valueInteger, valueString, valueCodeableConcept, ….',
  'The value of this {0} is an empty list, where one {1} is due.':
    'La valeur de ce {0} est une liste vide, alors qu’il faut un {1}.',
  'The value of this {0} is a list of {1}, where one {2} is due.':
    'La valeur de ce {0} est une liste de {1}, alors qu’il faut un seul {2}.',
  'Give the entries the list should have; to take entries away send delete, one operation an entry.':
    'Donnez les entrées que la liste doit avoir ; pour en retirer, envoyez delete, une opération par entrée.',
  'Send one operation an entry; only a replace of a whole list of the resource ({0}) may give a list.':
    'Envoyez une opération par entrée ; seul un replace d’une liste entière de la ressource ({0}) peut donner une liste.',
  '{0} has {1} entries, and one value is given to replace it.':
    '{0} a {1} entrées, et une seule valeur est donnée pour le remplacer.',
  'Name the entry that is meant, by place ({0}[0]) or by condition ({1}.where(…)).':
    'Nommez l’entrée voulue, par sa position ({0}[0]) ou par une condition ({1}.where(…)).',
  '{0} of {1} would concern the whole resource.': '{0} de {1} concernerait la ressource entière.',
  '{0} of {1} with the name {2} does not tell which element is meant.':
    '{0} de {1} avec le nom {2} ne dit pas quel élément est visé.',
  'Name the element in the path: {0}.': 'Nommez l’élément dans le chemin : {0}.',
  'The part name does not belong to replace or delete, and the path alone names another element.':
    'La partie name n’a pas sa place dans replace ou delete, et le chemin seul désigne un autre élément.',
  'Let the path end on the element that is meant: {0}, or {1}.{2}.':
    'Terminez le chemin par l’élément visé : {0}, ou {1}.{2}.',
  'An operation has no part named extension.': 'Une opération n’a pas de partie nommée extension.',
  'Send add with path = the parent, name = extension, and a part value with the parts url and value, or url and extension.':
    'Envoyez add avec path = le parent, name = extension, et une partie value qui contient les parties url et value, ou url et extension.',
  "Let the path end on the value of the extension, ….extension.where(url='…').value, and give the new one in a part value; where there is none yet, send add with path = the parent, name = extension, and a part value with the parts url and value.":
    "Terminez le chemin par la valeur de l’extension, ….extension.where(url='…').value, et donnez la nouvelle dans une partie value ; s’il n’y en a pas encore, envoyez add avec path = le parent, name = extension, et une partie value qui contient les parties url et value.",
  'The type of the value stands in the name of the part.': 'Le type de la valeur se trouve dans le nom de la partie.',
  'Name the part value, and its member after the type: {"name": "value", "valueInteger": 0}.':
    'Nommez la partie value, et son membre d’après le type : {"name": "value", "valueInteger": 0}.',
  'The part value holds no single value[x] of R4, nor a list of parts.':
    'La partie value ne contient ni un value[x] unique de R4, ni une liste de parties.',
  'Give one member named after an R4 type, or nested parts for an element without a type name and for an Extension. {0}':
    'Donnez un membre nommé d’après un type R4, ou des parties imbriquées pour un élément sans nom de type et pour une Extension. {0}',
  'A nested part holds a member "value" without a type.': 'Une partie imbriquée contient un membre "value" sans type.',
  'Name the type in the member (valueDecimal, valueInteger, …); a single value stands in the part value itself: {"name": "value", "valueDecimal": 280}.':
    'Nommez le type dans le membre (valueDecimal, valueInteger, …) ; une valeur unique se trouve dans la partie value elle-même : {"name": "value", "valueDecimal": 280}.',
  'A nested part is written as a JSON extension, with a member url.':
    'Une partie imbriquée est écrite comme une extension JSON, avec un membre url.',
  'Send one operation an extension: delete takes one away, add appends one, with path = the parent, name = extension, and in value the parts {"name": "url", "valueUri": "…"} and {"name": "value", "valueInteger": 0}, or for an extension made of parts {"name": "extension", "part": […]}.':
    'Envoyez une opération par extension : delete en retire une, add en ajoute une, avec path = le parent, name = extension, et dans value les parties {"name": "url", "valueUri": "…"} et {"name": "value", "valueInteger": 0}, ou, pour une extension faite de parties, {"name": "extension", "part": […]}.',
  'The parts url and value alternate, as if one value were several extensions.':
    'Les parties url et value alternent, comme si une valeur était plusieurs extensions.',
  'Send one add for each extension; the parts of one that is made of parts stand each in a part named extension, which has the parts url and value.':
    'Envoyez un add pour chaque extension ; si une extension est faite de parties, chacune se trouve dans une partie nommée extension, qui a les parties url et value.',
  'JSON extensions inside a part can only be added, or replace one.':
    'Des extensions JSON dans une partie peuvent seulement être ajoutées, ou en remplacer une.',
  'Send add with path = the parent and name = extension; or, to take one away, delete without a value and with a path that picks it.':
    'Envoyez add avec path = le parent et name = extension ; ou, pour en retirer une, delete sans valeur, avec un chemin qui la désigne.',
  '{0}.{1} belongs to the server and cannot be patched.': '{0}.{1} appartient au serveur et ne peut pas être modifié.',
  'Leave this operation out.': 'Retirez cette opération.',
  'The part value has a member "value" without a type, and {0} does not tell which type is meant.':
    'La partie value a un membre "value" sans type, et {0} ne dit pas de quel type il s’agit.',
  'Name the type in the member: valueCodeableConcept, valueString, valueReference, ….':
    'Nommez le type dans le membre : valueCodeableConcept, valueString, valueReference, ….',
  '{0} is of type {1}, and the given value is not one.': '{0} est de type {1}, et la valeur donnée n’en est pas un.',
  "Let the path end on the extension's value ({0}.value), and name the type in the member: valueInteger, valueString, ….":
    'Terminez le chemin par la valeur de l’extension ({0}.value), et nommez le type dans le membre : valueInteger, valueString, ….',
  'Give a single value in {0}.': 'Donnez une seule valeur dans {0}.',
  'Give an object with the elements of {0}.': 'Donnez un objet avec les éléments de {0}.',
  '{0} is the address of a web page, not the canonical URL of an extension.':
    '{0} est l’adresse d’une page web, et non l’URL canonique d’une extension.',
  'Send {0}.': 'Envoyez {0}.',
  '{0} is a value set (JDV), not the code system that a code belongs to.':
    '{0} est un jeu de valeurs (JDV), et non le système de codes auquel un code appartient.',
  'Send the code system that the value set draws the code from: its address has TRE in the place of JDV.':
    'Envoyez le système de codes dont le jeu de valeurs tire le code : son adresse contient TRE à la place de JDV.',
};
