import type { Translations } from '../language';

/** XML: the messages of `xml/`. */
export const xml: Translations = {
  // Well-formedness.
  'The body has a DOCTYPE.': 'Le corps contient un DOCTYPE.',
  'Remove it; FHIR has no document type, and its entities are a risk (R4 xml.html).':
    'Supprimez-le ; FHIR n’utilise pas de type de document, et ses entités sont un risque (R4 xml.html).',
  'The body is in XML {0}.': 'Le corps est en XML {0}.',
  'FHIR uses XML 1.0: write version="1.0".': 'FHIR utilise XML 1.0 : écrivez version="1.0".',
  'The XML declaration says the encoding {0}.': 'La déclaration XML annonce l’encodage {0}.',
  'Send the XML in UTF-8, and write encoding="UTF-8" or nothing.':
    'Envoyez le XML en UTF-8, et écrivez encoding="UTF-8" ou rien.',
  'The body holds half of a surrogate pair.': 'Le corps contient la moitié d’une paire de substitution (surrogate).',
  'Send the XML in UTF-8, with whole characters.': 'Envoyez le XML en UTF-8, avec des caractères entiers.',
  'The XML uses an entity that is not defined.': 'Le XML utilise une entité qui n’est pas définie.',
  'XML has only &amp; &lt; &gt; &quot; and &apos;. Write other characters as they are, or by number: &#160; for &nbsp;.':
    'XML ne définit que &amp; &lt; &gt; &quot; et &apos;. Écrivez les autres caractères tels quels, ou par leur numéro : &#160; pour &nbsp;.',
  'A reference that starts with & is not well-formed.': 'Une référence qui commence par & n’est pas bien formée.',
  'Write &amp; for the character & itself; a character by number is &#233; or &#xE9;, and one that XML allows.':
    'Écrivez &amp; pour le caractère & lui-même ; un caractère par son numéro s’écrit &#233; ou &#xE9;, et doit être permis par XML.',
  'The text ends before <{0}> is closed.': 'Le texte se termine avant que <{0}> soit fermé.',
  'Send the whole resource; add </{0}>.': 'Envoyez la ressource entière ; ajoutez </{0}>.',
  'A closing tag does not match the open element.': 'Une balise fermante ne correspond pas à l’élément qui est ouvert.',
  'Close the elements in the opposite order of their opening.':
    'Fermez les éléments dans l’ordre inverse de leur ouverture.',
  '</{0}> closes nothing.': '</{0}> ne ferme rien.',
  'Remove it, or open <{0}> before.': 'Supprimez cette balise, ou ouvrez <{0}> avant.',
  'An element has the attribute {0} twice.': 'Un élément a deux fois l’attribut {0}.',
  'Remove one of the two.': 'Supprimez l’un des deux.',
  'The body holds no XML element.': 'Le corps ne contient aucun élément XML.',
  'Send a resource: <Organization xmlns="http://hl7.org/fhir">…</Organization>.':
    'Envoyez une ressource : <Organization xmlns="http://hl7.org/fhir">…</Organization>.',
  'There is text outside the root element.': 'Il y a du texte en dehors de l’élément racine.',
  'Send one XML document and nothing else; JSON goes with Content-Type: application/fhir+json.':
    'Envoyez un document XML et rien d’autre ; le JSON s’envoie avec Content-Type: application/fhir+json.',
  'A second root element follows the first.': 'Un second élément racine suit le premier.',
  'Send one resource per request; several resources are sent in a Bundle.':
    'Envoyez une ressource par requête ; plusieurs ressources s’envoient dans un Bundle.',
  'There is a character where XML does not allow it.': 'Un caractère se trouve là où XML ne le permet pas.',
  'Write &lt; for a < in a value; control characters have no place in XML.':
    'Écrivez &lt; pour un < dans une valeur ; les caractères de contrôle n’ont pas leur place en XML.',
  'The value of an attribute has no quotes.': 'La valeur d’un attribut est sans guillemets.',
  'An attribute has no value.': 'Un attribut est sans valeur.',
  'Write name="value".': 'Écrivez nom="valeur".',
  'The text ends in the middle of a tag, comment or declaration.':
    'Le texte se termine au milieu d’une balise, d’un commentaire ou d’une déclaration.',
  'The XML declaration is not at the very start.': 'La déclaration XML n’est pas au tout début.',
  'Put <?xml version="1.0" encoding="UTF-8"?> first, or leave it out.':
    'Mettez <?xml version="1.0" encoding="UTF-8"?> en premier, ou omettez-la.',
  'The XML is not well-formed: {0}': 'Le XML n’est pas bien formé : {0}',
  'Send well-formed XML (https://www.w3.org/TR/xml).': 'Envoyez du XML bien formé (https://www.w3.org/TR/xml).',

  // Namespaces.
  'The elements of FHIR are in its own namespace: write {0} on the root element.':
    'Les éléments de FHIR sont dans son propre espace de noms : écrivez {0} sur l’élément racine.',
  '{0} is in the namespace {1}.': '{0} est dans l’espace de noms {1}.',
  'The prefix {0} of {1} is not declared.': 'Le préfixe {0} de {1} n’est pas déclaré.',
  '{0} has no namespace.': '{0} n’a pas d’espace de noms.',
  '{0} in a narrative is not of XHTML.': '{0}, dans un texte narratif, n’est pas du XHTML.',
  'Write <div xmlns="{0}"> around plain formatting, without names of other namespaces.':
    'Écrivez <div xmlns="{0}"> autour d’une mise en forme simple, sans noms d’autres espaces de noms.',

  // Resources.
  '`{0}` is not a resource type of R4.': '`{0}` n’est pas un type de ressource de R4.',
  '`{0}` is not a resource type of R4; did you mean `{1}`?':
    '`{0}` n’est pas un type de ressource de R4 ; vouliez-vous dire `{1}` ?',
  'The names are listed at http://hl7.org/fhir/R4/resourcelist.html; they start with a capital letter.':
    'La liste des noms se trouve à l’adresse http://hl7.org/fhir/R4/resourcelist.html ; ils commencent par une majuscule.',
  '{0} holds no resource.': '{0} ne contient aucune ressource.',
  'Write a resource within it: <{0}><Patient>…</Patient></{1}>.':
    'Écrivez-y une ressource : <{0}><Patient>…</Patient></{1}>.',
  '{0} holds two resources.': '{0} contient deux ressources.',
  'Write one <{0}> for each resource.': 'Écrivez un <{0}> pour chaque ressource.',

  // Elements and attributes.
  'The name of this element ends with the type of its value, as in {0}.':
    'Le nom de cet élément se termine par le type de sa valeur, comme dans {0}.',
  'Write it as an attribute: {0}="…".': 'Écrivez-le comme attribut : {0}="…".',
  '{0} has an attribute {1}, which FHIR does not allow there.':
    '{0} a un attribut {1}, que FHIR ne prévoit pas à cet endroit.',
  'Write it as an element: <{0} value="…"/>.': 'Écrivez-le comme élément : <{0} value="…"/>.',
  'Remove it; a FHIR resource names no schema (R4 xml.html).':
    'Supprimez-le ; une ressource FHIR ne nomme pas de schéma (R4 xml.html).',
  'Write the elements of {0} within it; only primitive elements have a value.':
    'Écrivez à l’intérieur les éléments de {0} ; seuls les éléments primitifs ont une valeur.',
  'Rename it to {0}.': 'Renommez-le en {0}.',
  'Remove it; the attributes are: {0}.': 'Supprimez-le ; les attributs possibles sont : {0}.',
  'Remove it; there are none here.': 'Supprimez-le ; il n’y en a aucun ici.',
  '`{0}` comes after `{1}`.': '`{0}` se trouve après `{1}`.',
  'The elements of FHIR XML have a fixed order: move `{0}` before `{1}`.':
    'En XML, les éléments FHIR suivent un ordre fixe : déplacez `{0}` avant `{1}`.',
  '`{0}` occurs twice.': '`{0}` figure deux fois.',
  '{0} has at most one; remove the others.': '{0} en a un au plus ; supprimez les autres.',
  '`{0}` occurs beside `{1}`.': '`{0}` figure à côté de `{1}`.',
  '{0} has at most one `{1}[x]`; remove one of the two.': '{0} a au plus un `{1}[x]` ; supprimez l’un des deux.',
  '{0} has neither a value nor extensions.': '{0} n’a ni valeur ni extension.',
  'Write <{0} value="…"/>, or leave it out.': 'Écrivez <{0} value="…"/>, ou omettez-le.',
  '{0} is empty.': '{0} est vide.',
  'Give it content, or leave it out; FHIR has no empty elements.':
    'Donnez-lui un contenu, ou omettez-le ; FHIR n’admet pas d’élément vide.',
  '{0} has text within it: {1}.': '{0} contient du texte : {1}.',
  'FHIR keeps values in attributes: <name value="…"/>.': 'FHIR met les valeurs dans des attributs : <nom value="…"/>.',

  // Values.
  'Write true or false.': 'Écrivez true ou false.',
  'Write a whole number: digits, with a minus sign where needed.':
    'Écrivez un nombre entier : des chiffres, avec un signe moins au besoin.',
  'Write a whole number from 0, in digits.': 'Écrivez en chiffres un nombre entier à partir de 0.',
  'Write a whole number from 1, in digits.': 'Écrivez en chiffres un nombre entier à partir de 1.',
  'Write digits with a decimal point: 0.5, -12.30.': 'Écrivez des chiffres avec un point décimal : 0.5, -12.30.',

  // Values that XML cannot represent.
  'The resource contains a character that cannot be written in XML.':
    'La ressource contient un caractère qui ne peut pas s’écrire en XML.',
  'Ask for application/fhir+json.': 'Demandez application/fhir+json.',
};
