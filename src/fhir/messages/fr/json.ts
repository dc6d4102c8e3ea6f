import type { Translations } from '../language';

/** JSON: the messages of `json/` and `lenient/`. */
export const json: Translations = {
  // Phrases used in the sentences below.
  'the end of the text': 'la fin du texte',
  'string "{0}"': 'la chaîne "{0}"',
  'number {0}': 'le nombre {0}',
  'the character {0}': 'le caractère {0}',
  'the character {0} ({1})': 'le caractère {0} ({1})',
  'as item {0} of the array': 'comme élément {0} du tableau',
  'for "{0}"': 'pour "{0}"',
  'item {0} of the array': 'l’élément {0} du tableau',
  'the value of "{0}"': 'la valeur de "{0}"',
  'line {0}, column {1}': 'ligne {0}, colonne {1}',
  'an array': 'un tableau',

  // Encoding.
  'The body starts with a byte order mark (bytes EF BB BF).':
    'Le corps commence par une marque d’ordre des octets (octets EF BB BF).',
  'Send UTF-8 without a byte order mark (RFC 8259, section 8.1).':
    'Envoyez de l’UTF-8 sans marque d’ordre des octets (RFC 8259, section 8.1).',
  'The body is in UTF-16 or UTF-32.': 'Le corps est en UTF-16 ou en UTF-32.',
  'Send the text in UTF-8.': 'Envoyez le texte en UTF-8.',
  'The body is not UTF-8: byte 0x{0} at byte offset {1} does not fit there; in ISO-8859-1 or Windows-1252 it would be {2}.':
    'Le corps n’est pas en UTF-8 : l’octet 0x{0}, à la position {1} en octets, n’y a pas sa place ; en ISO-8859-1 ou en Windows-1252, ce serait {2}.',
  'The body is not UTF-8: byte 0x{0} at byte offset {1} does not fit there.':
    'Le corps n’est pas en UTF-8 : l’octet 0x{0}, à la position {1} en octets, n’y a pas sa place.',
  'Send the text in UTF-8, without bytes missing or cut off.':
    'Envoyez le texte en UTF-8, sans octets manquants ni coupure.',

  // The body as a whole.
  'The body is empty.': 'Le corps est vide.',
  'The body is {0}, not a JSON object.': 'Le corps est {0}, et non un objet JSON.',
  'Send a FHIR resource: {"resourceType": "…", …}.': 'Envoyez une ressource FHIR : {"resourceType": "…", …}.',
  'Send one resource per request, without the outer [ ]; several resources are sent in a Bundle.':
    'Envoyez une ressource par requête, sans les [ ] extérieurs ; plusieurs ressources s’envoient dans un Bundle.',
  'The body is nested deeper than {0} levels.': 'Le corps est imbriqué sur plus de {0} niveaux.',
  'Send a flatter resource; no FHIR resource in use needs this many levels.':
    'Envoyez une ressource moins imbriquée ; aucune ressource FHIR en usage n’a besoin d’autant de niveaux.',
  'Expected the end of the text after the JSON value, found {0}.':
    'Après la valeur JSON, la fin du texte est attendue, et non {0}.',
  'Send exactly one JSON value; check for an extra closing bracket or a second resource.':
    'Envoyez exactement une valeur JSON ; cherchez un crochet fermant ou une accolade fermante de trop, ou une seconde ressource.',

  // Values, names and separators.
  'Expected a value {0}, found {1}.': 'Une valeur est attendue {0}, et non {1}.',
  'Expected a value, found {0}.': 'Une valeur est attendue, et non {0}.',
  'A value is a string, a number, true, false, null, an object { } or an array [ ].':
    'Une valeur est une chaîne, un nombre, true, false, null, un objet { } ou un tableau [ ].',
  'A string is written in double quotes ("); the only bare words are true, false and null.':
    'Une chaîne s’écrit entre guillemets droits (") ; les seuls mots qui s’en passent sont true, false et null.',
  "Expected the name of an element in double quotes or '}', found {0}.":
    "Le nom d’un élément entre guillemets droits, ou '}', est attendu, et non {0}.",
  'Expected the name of an element in double quotes, found {0}.':
    'Le nom d’un élément entre guillemets droits est attendu, et non {0}.',
  'Put the name of the element in double quotes (").': 'Mettez le nom de l’élément entre guillemets droits (").',
  'An object holds "name": value pairs, separated by commas.':
    'Un objet contient des paires "nom": valeur, séparées par des virgules.',
  'The name "{0}" is not allowed.': 'Le nom "{0}" n’est pas permis.',
  'Remove it; no FHIR element has this name.': 'Supprimez-le ; aucun élément FHIR ne porte ce nom.',
  'The name "{0}" is given twice in one object.': 'Le nom "{0}" figure deux fois dans le même objet.',
  'Keep one of the two; the first is at {0}. A repeating element is one array.':
    'Gardez l’un des deux ; le premier se trouve ici : {0}. Un élément répété s’écrit comme un seul tableau.',
  'Expected \':\' after the name "{0}", found {1}.': 'Après le nom "{0}", \':\' est attendu, et non {1}.',
  'Put a colon between the name of an element and its value.':
    'Mettez un deux-points entre le nom d’un élément et sa valeur.',
  "Expected ',' or '{0}' after {1}, found {2}.": "Après {1}, ',' ou '{0}' est attendu, et non {2}.",
  'Put a comma right after the previous value, at {0}.':
    'Mettez une virgule juste après la valeur précédente, ici : {0}.',
  "Separate two values by one comma, or close with '{0}'.":
    "Séparez deux valeurs par une seule virgule, ou fermez par '{0}'.",
  "There is a comma before the closing '{0}'.": "Une virgule précède le '{0}' fermant.",
  'Remove the trailing comma.': 'Supprimez la virgule finale.',
  'Remove the extra comma.': 'Supprimez la virgule de trop.',
  "The array opened at {0} is not closed by ']' yet.": "Le tableau ouvert ici ({0}) n’est pas encore fermé par ']'.",
  "The object opened at {0} is not closed by '}' yet.": "L’objet ouvert ici ({0}) n’est pas encore fermé par '}'.",

  // Strings.
  'The text ends inside a string.': 'Le texte se termine au milieu d’une chaîne.',
  'Add the closing double quote; the string starts at {0}.':
    'Ajoutez le guillemet droit fermant ; la chaîne commence ici : {0}.',
  'Write a double quote inside a string as \\".': 'Écrivez \\" pour un guillemet droit dans une chaîne.',
  '\\{0} is not a JSON escape.': '\\{0} n’est pas un échappement JSON.',
  'Write a backslash as \\\\; the escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.':
    'Écrivez \\\\ pour une barre oblique inverse ; les échappements sont \\" \\\\ \\/ \\b \\f \\n \\r \\t et \\u suivi de quatre chiffres hexadécimaux.',
  'The escape \\u is not followed by four hexadecimal digits.':
    'L’échappement \\u n’est pas suivi de quatre chiffres hexadécimaux.',
  'Write exactly four of them, for example \\u00e9 for é, or the character itself.':
    'Écrivez-en exactement quatre, par exemple \\u00e9 pour é, ou le caractère lui-même.',
  'A string holds the control character U+{0}.': 'Une chaîne contient le caractère de contrôle U+{0}.',
  'Write it as {0}, or remove it.': 'Écrivez-le {0}, ou supprimez-le.',
  'A string holds a line break.': 'Une chaîne contient un saut de ligne.',
  'Write a line break as \\n, or add the missing closing double quote; the string starts at {0}.':
    'Écrivez \\n pour un saut de ligne, ou ajoutez le guillemet droit fermant qui manque ; la chaîne commence ici : {0}.',
  'A string holds half of a surrogate pair, which is not a character.':
    'Une chaîne contient la moitié d’une paire de substitution (surrogate), qui n’est pas un caractère.',
  'Write both halves one after the other, or the character itself in UTF-8.':
    'Écrivez les deux moitiés l’une après l’autre, ou le caractère lui-même en UTF-8.',

  // Numbers.
  '{0} is not a JSON number.': '{0} n’est pas un nombre JSON.',
  'Write digits with an optional sign -, a point and an exponent: -12.5e3. Dates and codes are strings.':
    'Écrivez des chiffres, avec au besoin le signe -, un point et un exposant : -12.5e3. Les dates et les codes sont des chaînes.',
  'Remove the leading plus sign.': 'Supprimez le signe plus au début.',
  'Write the number in decimal digits.': 'Écrivez le nombre en chiffres décimaux.',
  'Dates and times are strings: put them in double quotes.':
    'Les dates et les heures sont des chaînes : mettez-les entre guillemets droits.',
  'Remove the leading zeros; a code or an identifier that starts with 0 is a string, in double quotes.':
    'Supprimez les zéros au début ; un code ou un identifiant qui commence par 0 est une chaîne, entre guillemets droits.',
  'Write a zero before the decimal point: 0.5.': 'Écrivez un zéro avant le point décimal : 0.5.',
  'Write a digit after the decimal point: 1.0.': 'Écrivez un chiffre après le point décimal : 1.0.',
  'A decimal number has a point, not a comma: 1.5.':
    'Un nombre décimal s’écrit avec un point, et non une virgule : 1.5.',
  'The number {0} is out of range.': 'Le nombre {0} est hors limites.',
  'A number is 0 or at least 5e-324 away from it.': 'Un nombre vaut 0 ou en est éloigné d’au moins 5e-324.',
  'A number lies between -1.7976931348623157e308 and 1.7976931348623157e308.':
    'Un nombre est compris entre -1.7976931348623157e308 et 1.7976931348623157e308.',

  // Mistakes from other languages and tools.
  'JSON has no comments; remove it.': 'JSON n’admet pas de commentaires ; supprimez celui-ci.',
  'JSON uses double quotes ("), not single quotes.':
    'JSON utilise les guillemets droits ("), et non les apostrophes droites.',
  'Use the straight double quote ("), not typographic quotes.':
    'Utilisez le guillemet droit ("), et non les guillemets typographiques.',
  'JSON has no NaN or Infinity; leave the element out.': 'NaN et Infinity n’existent pas en JSON ; omettez l’élément.',
  'Write true or false in lower case.': 'Écrivez true ou false en minuscules.',
  'FHIR has no such value; leave the element out.': 'Cette valeur n’existe pas en FHIR ; omettez l’élément.',
  'Use a comma, not a semicolon.': 'Utilisez une virgule, et non un point-virgule.',
  'Use a colon between name and value, not an equals sign.':
    'Utilisez un deux-points entre le nom et la valeur, et non un signe égal.',
  'This looks like XML; send XML with Content-Type: application/fhir+xml.':
    'Cela ressemble à du XML ; envoyez le XML avec Content-Type: application/fhir+xml.',
  'Remove the byte order mark; JSON is sent without one.':
    'Supprimez la marque d’ordre des octets ; le JSON s’envoie sans elle.',
  'Use ordinary spaces; this one often comes from copying out of a web page or document.':
    'Utilisez des espaces ordinaires ; celle-ci provient souvent d’une copie depuis une page web ou un document.',

  // Repairs.
  '`{0}` is a list; the single value was read as a list of one.':
    '`{0}` est une liste ; la valeur seule a été lue comme une liste d’un élément.',
  'The string "{0}" was read as the number {1}, since the element is of type {2}.':
    'La chaîne "{0}" a été lue comme le nombre {1}, puisque l’élément est du type {2}.',
};
