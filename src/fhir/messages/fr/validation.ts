import type { Translations } from '../language';

/** Validation against R4: the messages of `validation/`. */
export const validation: Translations = {
  // JSON types, as used in sentences
  'a list': 'une liste',
  'an object': 'un objet',
  'an object ({0})': 'un objet ({0})',

  // the resource
  'The resource does not say its type.': 'La ressource n’indique pas son type.',
  'Add "resourceType": "Organization", or the type it has.':
    'Ajoutez "resourceType": "Organization", ou le type qui est le sien.',
  '`resourceType` must be a string, not {0}.': '`resourceType` doit être une chaîne, et non {0}.',
  'Write "resourceType": "Organization", or the type it has.':
    'Écrivez "resourceType": "Organization", ou le type qui est le sien.',
  '{0} is not a resource type of FHIR R4.': '{0} n’est pas un type de ressource de FHIR R4.',
  'The types are listed at http://hl7.org/fhir/R4/resourcelist.html.':
    'La liste des types se trouve à l’adresse http://hl7.org/fhir/R4/resourcelist.html.',
  'Did you mean "{0}"?': 'Vouliez-vous dire « {0} » ?',
  'There are more than {0} issues; the others are not listed.':
    'Il y a plus de {0} anomalies ; les suivantes ne sont pas listées.',
  'Correct these and send the resource again.': 'Corrigez celles-ci et renvoyez la ressource.',

  // elements
  '{0} has an unknown element `{1}`.': 'L’élément `{1}` est inconnu dans {0}.',
  '{0} has an unknown element `{1}`; did you mean `{2}`?':
    'L’élément `{1}` est inconnu dans {0} ; vouliez-vous dire `{2}` ?',
  'The name of this element ends with the type of its value: {0}.':
    'Le nom de cet élément se termine par le type de sa valeur : {0}.',
  'Rename it to `{0}`, or remove it.': 'Renommez-le en `{0}`, ou supprimez-le.',
  'Remove it, or send it as an extension; the elements are: {0}.':
    'Supprimez-le, ou envoyez-le dans une extension ; les éléments possibles sont : {0}.',
  'Remove it, or send it as an extension; the elements are: {0} and those of every resource.':
    'Supprimez-le, ou envoyez-le dans une extension ; les éléments possibles sont : {0} et ceux de toute ressource.',
  '{0} lacks the element `{1}`.': 'Il manque l’élément `{1}` à {0}.',
  'Add one of: {0}{1}.': 'Ajoutez l’un de : {0}{1}.',
  'Add `{0}` of type {1}.': 'Ajoutez `{0}`, du type {1}.',
  'Add `{0}`, a list, of type {1}.': 'Ajoutez `{0}`, une liste, du type {1}.',
  '`{0}` and `{1}` are alternatives of one element.':
    '`{0}` et `{1}` sont deux formes d’un même élément : une seule est permise.',
  'Keep one of them.': 'N’en gardez qu’une.',
  'The object is empty.': 'L’objet est vide.',
  'Leave the element out, or give it content.': 'Omettez l’élément, ou donnez-lui un contenu.',
  'The element has an id but no content (ele-1).': 'L’élément a un id mais pas de contenu (ele-1).',
  'Give it content, or leave it out.': 'Donnez-lui un contenu, ou omettez-le.',
  'Elements are nested more than {0} levels deep.': 'Les éléments sont imbriqués sur plus de {0} niveaux.',
  'Make the structure flatter.': 'Aplatissez la structure.',

  // lists and single values
  '`{0}` must be a list, not {1}.': '`{0}` doit être une liste, et non {1}.',
  'Write {0} around it, also for a single value.': 'Entourez la valeur de {0}, même si elle est seule.',
  '`{0}` is a list, but only one value is allowed.': '`{0}` est une liste, alors qu’une seule valeur est permise.',
  'Write the value without [ ].': 'Écrivez la valeur sans [ ].',
  'Write { … } without [ ].': 'Écrivez { … } sans [ ].',
  '`{0}` is an empty list.': '`{0}` est une liste vide.',
  'Leave the element out.': 'Omettez l’élément.',
  '`{0}` holds null.': '`{0}` contient null.',
  'Leave it out; null is only a place holder for a value whose extensions stand in `_{0}`.':
    'Omettez-le ; null ne sert qu’à tenir la place d’une valeur dont les extensions sont dans `_{0}`.',
  'Leave it out.': 'Omettez-le.',

  // JSON types of values
  '`{0}` is null.': '`{0}` vaut null.',
  'Leave the element out; FHIR has no null value.': 'Omettez l’élément ; null n’est pas une valeur en FHIR.',
  '`{0}` must be {1}, not {2}.': '`{0}` doit être {1}, et non {2}.',
  'Write an object: {0}.': 'Écrivez un objet : {0}.',
  'Write an object: { … } with the elements of {0}.': 'Écrivez un objet : { … } avec les éléments du type {0}.',
  'Write it in double quotes: "{0}".': 'Écrivez la valeur entre guillemets droits : "{0}".',
  'Write true or false, without quotes.': 'Écrivez true ou false, sans guillemets.',
  'Write {0} without quotes.': 'Écrivez {0} sans guillemets.',
  'Write a number, without quotes.': 'Écrivez un nombre, sans guillemets.',
  'Write a string in double quotes.': 'Écrivez une chaîne entre guillemets droits.',
  '`{0}` is an empty string.': '`{0}` est une chaîne vide.',
  'Leave the element out, or give it a value.': 'Omettez l’élément, ou donnez-lui une valeur.',

  // the siblings of primitives
  '`{0}` has neither a value nor an extension (ele-1).': '`{0}` n’a ni valeur ni extension (ele-1).',
  'Give it a value, or leave it out.': 'Donnez-lui une valeur, ou omettez-le.',
  '`_{0}` must be a list, not {1}.': '`_{0}` doit être une liste, et non {1}.',
  'Write [ { … } ], with one entry for each value of `{0}`.':
    'Écrivez [ { … } ], avec une entrée pour chaque valeur de `{0}`.',
  '`_{0}` is an empty list.': '`_{0}` est une liste vide.',
  '`_{0}` has {1} entries, but `{2}` has {3}.': '`_{0}` compte {1} entrées, mais `{2}` en compte {3}.',
  'Fill the shorter of the two with null, so that each entry matches its value.':
    'Complétez la plus courte des deux par null, pour que chaque entrée corresponde à sa valeur.',
  '`_{0}` is not allowed.': '`_{0}` n’est pas permis.',
  'Only primitive elements have such a sibling; `{0}` holds its id and extensions, if it may have any, itself.':
    'Seuls les éléments primitifs ont un tel voisin ; `{0}` contient lui-même son id et ses extensions, s’il peut en avoir.',
  '`_{0}` holds {1}.': '`_{0}` contient {1}.',
  'Write an object: { "extension": [ … ] }, or leave it out.':
    'Écrivez un objet : { "extension": [ … ] }, ou omettez-le.',

  // values
  'The string has {0} characters.': 'La chaîne compte {0} caractères.',
  'A string has {0} at most.': 'Une chaîne en compte {0} au plus.',
  'The string holds the control character U+{0}.': 'La chaîne contient le caractère de contrôle U+{0}.',
  'Of the control characters, only tab, line feed and carriage return are allowed.':
    'Parmi les caractères de contrôle, seuls la tabulation, le saut de ligne et le retour chariot sont permis.',
  'A code has no spaces around it, and no two in a row within.':
    'Un code n’a pas d’espace au début ni à la fin, et jamais deux de suite à l’intérieur.',
  'A {0} has no spaces; write %20 for one.': 'Une valeur du type {0} n’a pas d’espace ; écrivez %20 à la place.',
  'The month has no day {0}.': 'Ce mois n’a pas de jour {0}.',
  'The value is not base64.': 'La valeur n’est pas en base64.',
  'Write groups of four of A-Z a-z 0-9 + /, the last one filled up with =.':
    'Écrivez des groupes de quatre caractères parmi A-Z a-z 0-9 + /, le dernier complété par =.',
  'An id has 1 to 64 characters: A-Z a-z 0-9, the dash and the dot.':
    'Un id compte de 1 à 64 caractères : A-Z a-z 0-9, le tiret et le point.',
  'Write it as urn:oid:2.999.1.': 'Écrivez-le sous la forme urn:oid:2.999.1.',
  'Write it as urn:uuid:c757873d-ec9a-4326-a141-556f43239520, in lower case.':
    'Écrivez-le sous la forme urn:uuid:c757873d-ec9a-4326-a141-556f43239520, en minuscules.',
  'Write YYYY, YYYY-MM or YYYY-MM-DD.': 'Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ.',
  'Write YYYY, YYYY-MM, YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss with a zone: Z or +02:00.':
    'Écrivez AAAA, AAAA-MM, AAAA-MM-JJ, ou AAAA-MM-JJThh:mm:ss avec un fuseau : Z ou +02:00.',
  'Write YYYY-MM-DDThh:mm:ss with a zone: 2024-05-31T08:30:00.000+02:00.':
    'Écrivez AAAA-MM-JJThh:mm:ss avec un fuseau : 2024-05-31T08:30:00.000+02:00.',
  'Write hh:mm:ss, without a zone: 08:30:00.': 'Écrivez hh:mm:ss, sans fuseau : 08:30:00.',
  'Write it without a point, an exponent or a sign before 0: {0}.':
    'Écrivez-le sans point, sans exposant et sans signe devant 0 : {0}.',
  'Write a whole number from {0} to {1}.': 'Écrivez un nombre entier de {0} à {1}.',

  // codes
  '{0} is not a code of the value set {1}.': '{0} n’est pas un code du jeu de valeurs {1}.',
  'The concept has no code of the value set {0}.': 'Le concept n’a aucun code du jeu de valeurs {0}.',
  'Use one of: {0}.': 'Choisissez parmi : {0}.',
  'The codes are listed at http://hl7.org/fhir/R4/valueset-{0}.html.':
    'La liste des codes se trouve à l’adresse http://hl7.org/fhir/R4/valueset-{0}.html.',

  // references and contained resources
  '{0} is a reference to a resource of type {1}.': '{0} est une référence vers une ressource de type {1}.',
  'This element refers to {0}.': 'Cet élément fait référence à {0}.',
  'Two contained resources have the id {0}.': 'Deux ressources contenues ont l’id {0}.',
  'Give each an id of its own.': 'Donnez à chacune un id qui lui est propre.',
  'Nothing refers to this contained resource (dom-3).': 'Rien ne fait référence à cette ressource contenue (dom-3).',
  'Refer to it: { "reference": {0} }, or remove it.': 'Faites-y référence : { "reference": {0} }, ou supprimez-la.',
  'Give it an id and refer to it: { "reference": "#id" }, or remove it.':
    'Donnez-lui un id et faites-y référence : { "reference": "#id" }, ou supprimez-la.',

  // invariants of resources
  'Rule {0} does not hold: "{1}".': 'La règle {0} n’est pas respectée : « {1} ».',
  'A contained resource contains no resources itself': 'Une ressource contenue ne contient pas elle-même de ressources',
  'Move them up into the `contained` of the outer resource.':
    'Remontez-les dans l’élément `contained` de la ressource qui l’entoure.',
  'A contained resource has no version and no date of its own':
    'Une ressource contenue n’a ni version ni date qui lui soient propres',
  'Remove `meta.versionId` and `meta.lastUpdated`.': 'Supprimez `meta.versionId` et `meta.lastUpdated`.',
  'A contained resource has no security labels of its own':
    'Une ressource contenue n’a pas d’étiquettes de sécurité qui lui soient propres',
  'Remove `meta.security`; label the outer resource.':
    'Supprimez `meta.security` ; étiquetez la ressource qui l’entoure.',
  'An organization has an identifier or a name': 'Une organisation a un identifiant ou un nom',
  'Add `identifier` or `name`.': 'Ajoutez `identifier` ou `name`.',
  'The `{0}` of an organization is not of use home': 'L’élément `{0}` d’une organisation n’est pas d’usage home',
  'Use work, temp or old, or leave `use` out.': 'Utilisez work, temp ou old, ou omettez `use`.',
  'A parameter has exactly one of a value, a resource and parts':
    'Un paramètre a une valeur, une ressource ou des parties, et une seule de ces trois choses',
  'Keep one of value[x], `resource` and `part`.': 'Ne gardez que value[x], `resource` ou `part`.',

  // invariants of data types
  'An extension has either a value or extensions of its own, and not both':
    'Une extension a soit une valeur, soit ses propres extensions, et non les deux',
  'Give it one value[x], such as valueString, or a list `extension`.':
    'Donnez-lui un seul value[x], par exemple valueString, ou une liste `extension`.',
  'The reference names a contained resource that does not exist':
    'La référence désigne une ressource contenue qui n’existe pas',
  'Put a resource with this id into `contained`, or refer to one on a server: Type/id.':
    'Mettez une ressource de cet id dans `contained`, ou désignez-en une sur un serveur : Type/id.',
  'A contact point with a value has a system': 'Un moyen de contact qui a une valeur a un système',
  'Add `system`: phone, fax, email, pager, url, sms or other.':
    'Ajoutez `system` : phone, fax, email, pager, url, sms ou other.',
  'The period ends before it starts': 'La période finit avant de commencer',
  'Put the earlier moment into `start`.': 'Mettez le plus ancien des deux moments dans `start`.',
  'An attachment with data has a content type': 'Une pièce jointe qui a des données a un type de contenu',
  'Add `contentType`: image/png, for example.': 'Ajoutez `contentType`, par exemple image/png.',
  'A quantity with a unit code has the system of that code':
    'Une quantité dont l’unité est un code indique le système de ce code',
  'Add `system`: {0}, for UCUM codes.': 'Ajoutez `system` : {0} pour les codes UCUM.',
  'An age is a positive number of a UCUM unit of time': 'Un âge est un nombre positif d’une unité de temps UCUM',
  'Write { "value": 3, "unit": "a", "system": "{0}", "code": "a" }.':
    'Écrivez { "value": 3, "unit": "a", "system": "{0}", "code": "a" }.',
  'A count is a whole number of the UCUM unit 1': 'Un comptage est un nombre entier de l’unité 1 de UCUM',
  'Write { "value": 3, "system": "{0}", "code": "1" }.': 'Écrivez { "value": 3, "system": "{0}", "code": "1" }.',
  'A distance has a UCUM unit of length': 'Une distance a une unité de longueur UCUM',
  'Write { "value": 3, "unit": "km", "system": "{0}", "code": "km" }.':
    'Écrivez { "value": 3, "unit": "km", "system": "{0}", "code": "km" }.',
  'A duration with a unit code has a value, and its system is UCUM':
    'Une durée dont l’unité est un code a une valeur, et son système est UCUM',
  'Write { "value": 3, "unit": "h", "system": "{0}", "code": "h" }.':
    'Écrivez { "value": 3, "unit": "h", "system": "{0}", "code": "h" }.',
  'The bound of a range has no comparator': 'La borne d’un intervalle n’a pas de comparateur',
  'Remove `comparator`; leave a bound out when it is open.':
    'Supprimez `comparator` ; pour un intervalle ouvert, omettez la borne.',
  'The low value of a range is above its high value': 'La borne basse d’un intervalle est supérieure à sa borne haute',
  'Put the smaller quantity into `low`.': 'Mettez la plus petite quantité dans `low`.',
  'A ratio has a numerator and a denominator, or neither of them and an extension':
    'Un rapport a un numérateur et un dénominateur, ou aucun des deux et une extension',
  'Add the part that is missing.': 'Ajoutez la partie qui manque.',
  'A filter has either a path or a search parameter': 'Un filtre a soit un chemin, soit un paramètre de recherche',
  'Keep one of `path` and `searchParam`.': 'Ne gardez que `path` ou `searchParam`.',
  'An expression has its text or a reference to it': 'Une expression a un texte ou une référence vers ce texte',
  'Add `expression` or `reference`.': 'Ajoutez `expression` ou `reference`.',
  'A trigger has either a timing or data, not both':
    'Un déclencheur a soit un calendrier, soit des données, et non les deux',
  'Remove one of them.': 'Supprimez l’un des deux.',
  'A trigger with a condition has data': 'Un déclencheur qui a une condition a des données',
  'Add `data`, or remove `condition`.': 'Ajoutez `data`, ou supprimez `condition`.',
  'The trigger lacks what its type needs': 'Il manque au déclencheur ce qu’exige son type',
  'A named-event has a name, a periodic trigger a timing, and a data-… trigger data.':
    'Un named-event a un nom, un déclencheur periodic un calendrier, et un déclencheur data-… des données.',

  // invariants of Timing
  'A timing with `{0}` has `{1}`': 'Un calendrier qui a `{0}` a aussi `{1}`',
  'Add `{0}`.': 'Ajoutez `{0}`.',
  'The `{0}` of a timing is negative': 'L’élément `{0}` d’un calendrier est négatif',
  'Write 0 or more.': 'Écrivez 0 ou plus.',
  'A timing with an offset names the event it refers to, which is not a meal as such':
    'Un calendrier avec un décalage indique l’événement de référence, qui n’est pas un repas en tant que tel',
  'Add `when`, with codes other than C, CM, CD and CV.': 'Ajoutez `when`, avec d’autres codes que C, CM, CD et CV.',
  'A timing has either times of day or events': 'Un calendrier a soit des heures, soit des événements',
  'Remove one of `timeOfDay` and `when`.': 'Supprimez `timeOfDay` ou `when`.',

  // the narrative
  '{0} (txt-1).': '{0} (txt-1).',
  'The narrative does not start with <div.': 'Le texte narratif ne commence pas par <div.',
  'Write <div xmlns="{0}">…</div>.': 'Écrivez <div xmlns="{0}">…</div>.',
  'The narrative holds a control character (offset {0}).':
    'Le texte narratif contient un caractère de contrôle (position {0}).',
  'Remove it.': 'Supprimez-le.',
  'Text follows the closing </div> (offset {0}).': 'Du texte suit le </div> final (position {0}).',
  'Put everything into one div.': 'Mettez tout dans un seul div.',
  'The narrative has no text (txt-2).': 'Le texte narratif est vide (txt-2).',
  'Write some text, or leave the narrative out.': 'Écrivez un texte, ou omettez le texte narratif.',
  '<{0}> is not closed.': '<{0}> n’est pas fermé.',
  'Add </{0}>.': 'Ajoutez </{0}>.',
  'The narrative is not well-formed at offset {0}: {1}.':
    'Le texte narratif n’est pas bien formé à la position {0} : {1}.',
  'Write &lt; for a < in text; DOCTYPE, CDATA and processing instructions are not allowed.':
    'Dans le texte, écrivez &lt; pour < ; DOCTYPE, CDATA et instructions de traitement ne sont pas permis.',
  '<{0}> is not allowed in a narrative': '<{0}> n’est pas permis dans un texte narratif',
  'Use plain formatting: p, div, span, ul, ol, li, table, b, i, a, img ….':
    'Utilisez une mise en forme simple : p, div, span, ul, ol, li, table, b, i, a, img ….',
  'The tag <{0}> is not well-formed at offset {1}.': 'La balise <{0}> n’est pas bien formée à la position {1}.',
  'Write each attribute once, as name="value", with &lt; for < and a > at the end.':
    'Écrivez chaque attribut une seule fois, sous la forme nom="valeur", avec &lt; pour <, et un > à la fin.',
  'The div has no namespace.': 'Le div n’a pas d’espace de noms.',
  'Write <div xmlns="{0}">.': 'Écrivez <div xmlns="{0}">.',
  '</{0}> is found where </{1}> is expected (offset {2}).': '</{0}> se trouve là où </{1}> est attendu (position {2}).',
  'Close the elements in the opposite order of their opening; write <br/>, not <br>.':
    'Fermez les éléments dans l’ordre inverse de leur ouverture ; écrivez <br/> et non <br>.',
  '<{0}> has the attribute {1} twice.': '<{0}> a deux fois l’attribut {1}.',
  'The attribute {0} is not allowed in a narrative': 'L’attribut {0} n’est pas permis dans un texte narratif',
  'Remove it; a narrative has no events and no scripts.':
    'Supprimez-le ; un texte narratif n’a ni événements ni scripts.',
  '{0} is not the namespace of XHTML.': '{0} n’est pas l’espace de noms de XHTML.',
  'Write xmlns="{0}".': 'Écrivez xmlns="{0}".',
  'The style refers to something outside the narrative':
    'Le style fait référence à quelque chose hors du texte narratif',
  'Use plain properties, such as color or margin.': 'Utilisez des propriétés simples, telles que color ou margin.',
  '{0} is not an XML character reference.': '{0} n’est pas une référence de caractère XML.',
  'Write &amp; for &; instead of &nbsp; and the like, write the character itself or its number: &#160;.':
    'Écrivez &amp; pour & ; au lieu de &nbsp; et semblables, écrivez le caractère lui-même ou son numéro : &#160;.',
  'The scheme {0} is not allowed in {1}': 'Le schéma {0} n’est pas permis dans {1}',
  'Use http, https, mailto, tel or a relative address; an image may be data:image/png.':
    'Utilisez http, https, mailto, tel ou une adresse relative ; une image peut être data:image/png.',

  // references and extensions
  '{0} is not a reference.': '{0} n’est pas une référence.',
  'Write Type/id, an absolute URL, urn:uuid:…, or # and the id of a contained resource.':
    'Écrivez Type/id, une URL absolue, urn:uuid:…, ou # et l’id d’une ressource contenue.',
  'Write the name of the type, such as Organization.': 'Écrivez le nom du type, comme Organization.',
  'The type of this reference is {0}.': 'Le type de cette référence est {0}.',
  'The type of this reference is {0}, but {1} means {2}.': 'Le type de cette référence est {0}, mais {1} désigne {2}.',
  'Correct `type`, or leave it out.': 'Corrigez `type`, ou omettez-le.',
  'The URL of an extension is not absolute.': 'L’URL d’une extension n’est pas absolue.',
  'Write its whole URL; only the parts of an extension have short names.':
    'Écrivez son URL complète ; seules les parties d’une extension ont des noms courts.',

  // codes with a known syntax
  'Write a language tag of BCP 47: fr, fr-FR.': 'Écrivez une étiquette de langue BCP 47 : fr, fr-FR.',
  'Write a media type, with a slash: image/png.': 'Écrivez un type de média, avec une barre oblique : image/png.',
};
