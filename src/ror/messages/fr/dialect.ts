import type { Translations } from '../../../fhir';

/** French texts of `patch-dialect/` and `telecom-system/`. */
export const dialect: Translations = {
  // Reports of applied rules.
  'delete with a value was read as removing the equal entry of {0}; there is none, so nothing changes.':
    'delete avec une valeur a été interprété comme le retrait de l’entrée égale de {0} ; il n’y en a pas, rien ne change.',
  'delete with a value was read as delete of {0}, the entry that equals it.':
    'delete avec une valeur a été interprété comme delete de {0}, l’entrée qui lui est égale.',
  'An extension given as JSON inside a part was appended to {0}.extension.':
    'Une extension donnée en JSON dans une partie a été ajoutée à {0}.extension.',
  'An extension given as JSON inside a part was read as the replacement of the extension that the path selects.':
    'Une extension donnée en JSON dans une partie a été interprétée comme le remplacement de l’extension que désigne le chemin.',
  'A value without a type was read as {0}, the type the guide gives to this extension.':
    'Une valeur sans type a été interprétée comme {0}, le type que le guide donne à cette extension.',
  'replace of an extension with a value of type {0} was read as replace of its value, with a path that ends with .value.':
    'replace d’une extension par une valeur de type {0} a été interprété comme replace de sa valeur, avec un chemin qui se termine par .value.',
  'A list of {0} instead of one {1} was read as the new content of {2}.':
    'Une liste de {0} à la place d’un seul {1} a été interprétée comme le nouveau contenu de {2}.',
  '{0} of {1} with the name {2} was read as {3} of {4}.':
    '{0} de {1} avec le nom {2} a été interprété comme {3} de {4}.',
  'A value inside the part value was read as the value itself.':
    'Une valeur à l’intérieur de la partie value a été interprétée comme la valeur elle-même.',
  '{0}.{1}[{2}] already refers to {3}: it was not added again.':
    '{0}.{1}[{2}] fait déjà référence à {3} : la référence n’a pas été ajoutée une seconde fois.',
  'A Reference given by its parts was read as valueReference.':
    'Une Reference donnée en parties a été interprétée comme valueReference.',
  'replace of {0}, which has no entry, was read as add.':
    'replace de {0}, qui n’a aucune entrée, a été interprété comme add.',
  '{0} becomes exactly the given list: {1} before, {2} after; entries missing from the list are removed.':
    '{0} devient exactement la liste donnée : {1} avant, {2} après ; les entrées absentes de la liste sont retirées.',
  "The operation's type was given as valueString and read as valueCode {0}.":
    'Le type de l’opération a été donné en valueString et lu comme valueCode {0}.',
  'A part named {0} was read as the part value with the member {1}.':
    'Une partie nommée {0} a été interprétée comme la partie value avec le membre {1}.',
  'A value without a type was read as {0}, the type of {1}.':
    'Une valeur sans type a été interprétée comme {0}, le type de {1}.',
  'The missing system of a contact point was read from its communication channel: {0}.':
    'Le system manquant d’un moyen de contact a été déduit de son canal de communication : {0}.',

  // Refusals, with hints what to send instead.
  'A delete has no value, and this value cannot be compared with the entries of a first-level element.':
    'Un delete n’a pas de valeur, et celle-ci ne peut pas être comparée aux entrées d’un élément de premier niveau.',
  'Leave the value out, and select the entry in the path by index or condition: {0}.':
    'Retirez la valeur, et désignez l’entrée dans le chemin par un index ou une condition : {0}.',
  '{0} holds {1}, but the value to be deleted is a {2}.': '{0} contient {1}, mais la valeur à supprimer est un {2}.',
  'Send a value of type {0}.': 'Envoyez une valeur de type {0}.',
  '{0} entries of {1} equal the given value; a delete removes one entry.':
    '{0} entrées de {1} sont égales à la valeur donnée ; un delete en retire une seule.',
  'Send delete with the path of one entry, for example {0}[{1}].':
    'Envoyez delete avec le chemin d’une seule entrée, par exemple {0}[{1}].',
  'A coding of the concept to be deleted has no code, so it cannot be looked for.':
    'Un coding du concept à supprimer n’a pas de code : il ne peut pas être recherché.',
  'Send system and code for each coding.': 'Envoyez system et code pour chaque coding.',
  'Send replace with the path {0}, and the new value in a part value.':
    'Envoyez replace avec le chemin {0}, et la nouvelle valeur dans une partie value.',
  'The path has one .extension too many; send {0}.': 'Le chemin contient un .extension de trop : envoyez {0}.',
  'There is no such extension yet; send add with the path {0} and the whole extension as its value.':
    'Il n’y a pas encore de telle extension : envoyez add avec le chemin {0} et l’extension entière comme valeur.',
  '{0} is not a list of extensions, but the value is one.':
    '{0} n’est pas une liste d’extensions, alors que la valeur en est une.',
  'The value is an extension, but the path does not end at extensions.':
    'La valeur est une extension, alors que le chemin ne se termine pas sur des extensions.',
  'An add appends to a list, but the path ends at an entry of it.':
    'Un add ajoute à une liste, alors que le chemin se termine sur une entrée de celle-ci.',
  'The value holds {0} JSON extensions; send exactly one.':
    'La valeur contient {0} extensions JSON ; envoyez-en une seule.',
  'The extension in the value is not a JSON object.': 'L’extension contenue dans la valeur n’est pas un objet JSON.',
  'Add one extension per operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.':
    'Ajoutez une extension par opération : path = son parent, name = extension, et dans value les parties url et value, ou url et extension.',
  "Replace one extension per operation: path = ….extension.where(url='…'), or, to change only its value, ….extension.where(url='…').value; remove extensions with delete, and append them with add.":
    "Remplacez une extension par opération : path = ….extension.where(url='…'), ou, pour n’en changer que la valeur, ….extension.where(url='…').value ; retirez des extensions par delete, et ajoutez-en par add.",
  'The path selects the extensions {0}, but the one given has the url {1}.':
    'Le chemin désigne les extensions {0}, mais celle qui est donnée a l’url {1}.',
  'of its parent': 'de son parent',
  'Give the extension the url that the path selects.': 'Donnez à l’extension l’url que désigne le chemin.',
  'An extension has no member {0}.': 'Une extension n’a pas de membre {0}.',
  'It has url, and value[x] or extension. {0}': 'Elle a url, et value[x] ou extension. {0}',
  'Send {0} instead of {1}.': 'Envoyez {0} à la place de {1}.',
  'The name of a value ends with its type: valueInteger, valueString, valueCodeableConcept, ….':
    'Le nom d’une valeur se termine par son type : valueInteger, valueString, valueCodeableConcept, ….',
  'The value of this {0} is an empty list; send one {1}.': 'La valeur de ce {0} est une liste vide ; envoyez un {1}.',
  'The value of this {0} is a list of {1}; send one {2}.':
    'La valeur de ce {0} est une liste de {1} ; envoyez un seul {2}.',
  'Send the entries that the list should have; to remove entries, send one delete per entry.':
    'Envoyez les entrées que la liste doit avoir ; pour en retirer, envoyez un delete par entrée.',
  'Send one operation per entry; only a replace of a whole list of the resource ({0}) may have a list as its value.':
    'Envoyez une opération par entrée ; seul un replace d’une liste entière de la ressource ({0}) peut avoir une liste comme valeur.',
  '{0} has {1} entries, but only one value is given to replace them.':
    '{0} a {1} entrées, mais une seule valeur est donnée pour les remplacer.',
  'Select the entry by index ({0}[0]) or by condition ({1}.where(…)).':
    'Désignez l’entrée voulue par son index ({0}[0]) ou par une condition ({1}.where(…)).',
  '{0} of {1} would concern the whole resource.': '{0} de {1} concernerait la ressource entière.',
  '{0} of {1} with the name {2} does not say which element is meant.':
    '{0} de {1} avec le nom {2} ne dit pas quel élément est visé.',
  'Name the element in the path: {0}.': 'Nommez l’élément dans le chemin : {0}.',
  'replace and delete have no part name, and the path alone selects another element.':
    'replace et delete n’ont pas de partie name, et le chemin seul désigne un autre élément.',
  'End the path with the element that is meant: {0}, or {1}.{2}.':
    'Terminez le chemin par l’élément visé : {0}, ou {1}.{2}.',
  'An operation has no part named extension.': 'Une opération n’a pas de partie nommée extension.',
  'Send add with path = the parent, name = extension, and a part value with the parts url and value, or url and extension.':
    'Envoyez add avec path = le parent, name = extension, et une partie value qui contient les parties url et value, ou url et extension.',
  "End the path with the value of the extension, ….extension.where(url='…').value, and send the new value in a part value; if there is none yet, send add with path = the parent, name = extension, and a part value with the parts url and value.":
    "Terminez le chemin par la valeur de l’extension, ….extension.where(url='…').value, et envoyez la nouvelle valeur dans une partie value ; s’il n’y en a pas encore, envoyez add avec path = le parent, name = extension, et une partie value qui contient les parties url et value.",
  'The name of the part contains the type of the value.': 'Le nom de la partie contient le type de la valeur.',
  'Name the part value, and its member after the type: {"name": "value", "valueInteger": 0}.':
    'Nommez la partie value, et son membre d’après le type : {"name": "value", "valueInteger": 0}.',
  'The part value holds no single value[x] of R4, nor a list of parts.':
    'La partie value ne contient ni un value[x] unique de R4, ni une liste de parties.',
  'Send one member named after an R4 type, or nested parts for an Extension or an element without a type name. {0}':
    'Envoyez un membre nommé d’après un type R4, ou des parties imbriquées pour une Extension ou un élément sans nom de type. {0}',
  'A nested part holds a member "value" without a type.': 'Une partie imbriquée contient un membre "value" sans type.',
  'Name the type in the member (valueDecimal, valueInteger, …); a single value belongs in the part value itself: {"name": "value", "valueDecimal": 280}.':
    'Nommez le type dans le membre (valueDecimal, valueInteger, …) ; une valeur unique se place dans la partie value elle-même : {"name": "value", "valueDecimal": 280}.',
  'A nested part is written as a JSON extension, with a member url.':
    'Une partie imbriquée est écrite comme une extension JSON, avec un membre url.',
  'Send one operation per extension: delete removes one; add appends one, with path = the parent, name = extension, and in value the parts {"name": "url", "valueUri": "…"} and {"name": "value", "valueInteger": 0}, or, for a complex extension, {"name": "extension", "part": […]}.':
    'Envoyez une opération par extension : delete en retire une ; add en ajoute une, avec path = le parent, name = extension, et dans value les parties {"name": "url", "valueUri": "…"} et {"name": "value", "valueInteger": 0}, ou, pour une extension complexe, {"name": "extension", "part": […]}.',
  'The parts url and value alternate, as if one value held several extensions.':
    'Les parties url et value alternent, comme si une valeur contenait plusieurs extensions.',
  'Send one add for each extension; in a complex extension, each nested extension goes into a part named extension, which has the parts url and value.':
    'Envoyez un add pour chaque extension ; dans une extension complexe, chaque extension imbriquée va dans une partie nommée extension, qui a les parties url et value.',
  'JSON extensions inside a part can only be added, or replace another extension.':
    'Des extensions JSON dans une partie ne peuvent qu’être ajoutées, ou remplacer une extension.',
  'Send add with path = the parent and name = extension; or, to remove one, delete without a value and with a path that selects it.':
    'Envoyez add avec path = le parent et name = extension ; ou, pour en retirer une, delete sans valeur, avec un chemin qui la désigne.',
  '{0}.{1} is set by the server and cannot be patched.':
    '{0}.{1} est renseigné par le serveur et ne peut pas être modifié.',
  'Leave this operation out.': 'Retirez cette opération.',
  'The part value has a member "value" without a type, and {0} does not say which type is meant.':
    'La partie value a un membre "value" sans type, et {0} ne dit pas de quel type il s’agit.',
  'Name the type in the member: valueCodeableConcept, valueString, valueReference, ….':
    'Nommez le type dans le membre : valueCodeableConcept, valueString, valueReference, ….',
  '{0} is of type {1}, but the given value is not.': '{0} est de type {1}, mais la valeur donnée ne l’est pas.',
  "End the path with the extension's value ({0}.value), and name the type in the member: valueInteger, valueString, ….":
    'Terminez le chemin par la valeur de l’extension ({0}.value), et nommez le type dans le membre : valueInteger, valueString, ….',
  'Send a single value in {0}.': 'Envoyez une seule valeur dans {0}.',
  'Send an object with the elements of {0}.': 'Envoyez un objet avec les éléments de {0}.',
  '{0} is the address of a web page, not the canonical URL of an extension.':
    '{0} est l’adresse d’une page web, et non l’URL canonique d’une extension.',
  'Send {0}.': 'Envoyez {0}.',
  '{0} is a value set (JDV), not the code system that a code belongs to.':
    '{0} est un jeu de valeurs (JDV), et non le système de codes auquel un code appartient.',
  'Send the code system from which the value set takes the code; its address has TRE instead of JDV.':
    'Envoyez le système de codes dont le jeu de valeurs tire le code : son adresse contient TRE au lieu de JDV.',
};
