import type { Translations } from '../language';

/**
 * HTTP, content negotiation and versions: the messages of `errors/`, `rest/`, `service/` and `model/`, and phrases they
 * share.
 */
export const http: Translations = {
  'The file has {0} bytes, none of which are in the requested Range':
    'Le fichier a {0} octets, dont aucun n’est dans l’intervalle que demande Range',
  'Write Range: bytes=first-last, counted from 0, or leave it out.':
    'Écrivez Range: bytes=premier-dernier, comptés à partir de 0, ou omettez-le.',
  'The resource was written after {0}, which If-Unmodified-Since names':
    'La ressource a été écrite après {0}, que nomme If-Unmodified-Since',
  'The file is not the one that If-Match names': 'Le fichier n’est pas celui que nomme If-Match',
  'Fetch all of it, without If-Match.': 'Demandez-le en entier, sans If-Match.',
  '{0} or {1}': '{0} ou {1}',
  '(empty)': '(vide)',
  '{0} (line {1}, column {2})': '{0} (ligne {1}, colonne {2})',
  'Something went wrong inside the server; the log has it under the id of this request.':
    'Une erreur s’est produite dans le serveur ; son journal la contient sous l’identifiant de cette requête.',
  '{0} is not an entity tag: {1}': '{0} n’est pas une étiquette d’entité (entity tag) : {1}',
  'Send the ETag of the version you read: {0}: W/"3"': 'Envoyez l’ETag de la version que vous avez lue : {0}: W/"3"',
  '{0}/{1} is not known here': '{0}/{1} est inconnue de ce serveur',
  '{0} and {1} are kept in different databases, and cannot be written in one transaction':
    '{0} et {1} sont dans des bases de données différentes : on ne peut pas les écrire dans une même transaction',
  'Send them in separate requests.': 'Envoyez-les dans des requêtes séparées.',
  '{0} is written twice in one request': '{0} est écrite deux fois dans une même requête',
  'Name each resource once.': 'Nommez chaque ressource une seule fois.',
  '{0} is not served for {1}': '{0} n’est pas proposé pour {1}',
  'The database does not answer': 'La base de données ne répond pas',
  'Another server on this database was started with other access policies, so this one must not write':
    'Un autre serveur de cette base de données a été démarré avec d’autres règles d’accès ; celui-ci ne doit donc pas écrire',
  'Another program has kept the database locked for too long':
    'Un autre programme garde la base de données verrouillée depuis trop longtemps',
  'Other writes to {0} did not finish in time': 'D’autres écritures de {0} ne se sont pas terminées à temps',
  'The write took too long, and was rolled back': 'L’écriture a duré trop longtemps et a été annulée',
  'The disk of the database is full': 'Le disque de la base de données est plein',
  'The file of the database was deleted or replaced while the server ran':
    'Le fichier de la base de données a été supprimé ou remplacé pendant que le serveur fonctionnait',
  'Nothing is wrong with the request: the operator of the server must look into its database':
    'La requête n’est pas en cause : l’exploitant du serveur doit intervenir sur sa base de données',
  'The data stayed locked by other requests after {0} tries':
    'Après {0} essais, les données sont toujours verrouillées par d’autres requêtes',
  'Nothing is wrong with the request: send it again in a few seconds':
    'La requête n’est pas en cause : renvoyez-la dans quelques secondes',
  'The request succeeded, but what it stored cannot be shown':
    'La requête a abouti, mais ce qu’elle a enregistré ne peut pas être affiché',
  'Do not send it again. Read the resource to see it.': 'Ne la renvoyez pas ; lisez la ressource.',
  '{0} cannot be read: a % is not followed by the code of a character':
    '{0} est illisible : un % n’y est pas suivi du code d’un caractère',
  'The parameter {0} cannot be read: a % in it is not followed by the code of a character in UTF-8':
    'Le paramètre {0} est illisible : un % n’y est pas suivi du code d’un caractère en UTF-8',
  'Percent-encode accented letters as UTF-8, and write %25 for a % itself.':
    'Encodez les lettres accentuées en UTF-8, sous la forme %XX, et le caractère % lui-même par %25.',
  'Write %25 for a % itself.': 'Pour le caractère % lui-même, écrivez %25.',
  'The body is larger than this server accepts': 'Le corps dépasse la taille que ce serveur accepte',
  'The form is larger than the {0} bytes a search may have':
    'Le formulaire dépasse les {0} octets admis pour une recherche',
  'Make several searches.': 'Faites plusieurs recherches.',
  'The body is larger than the {0} bytes this server accepts': 'Le corps dépasse les {0} octets que ce serveur accepte',
  'A body with the Content-Encoding {0} is not understood here':
    'Un corps dont le Content-Encoding est {0} n’est pas compris ici',
  'Send it as it is, or as {0}.': 'Envoyez-le tel quel, ou en {0}.',
  'The body could not be decoded as {0}, which is its Content-Encoding':
    'Le corps n’a pas pu être décodé en {0}, son Content-Encoding',
  'The server is processing as many large requests as its memory allows':
    'Le serveur traite déjà autant de requêtes volumineuses que sa mémoire le permet',
  'Nothing was stored, and nothing is wrong with the request: send it again in a few seconds.':
    'Rien n’a été enregistré, et la requête n’est pas en cause : renvoyez-la dans quelques secondes.',
  'It must be a path that starts with a slash, or a complete http address.':
    'Ce doit être un chemin qui commence par une barre oblique, ou une adresse http complète.',
  'This server cannot meet the expectation {0}': 'Ce serveur ne prend pas en charge l’en-tête Expect: {0}',
  'It knows 100-continue.': 'Seul 100-continue est pris en charge.',
  '{0} is not a valid address': '{0} n’est pas une adresse valable',
  'The request has no Host header': 'La requête n’a pas d’en-tête Host',
  'The request has {0} Host headers': 'La requête contient {0} en-têtes Host',
  'Send exactly one.': 'Envoyez-en exactement un.',
  '{0} in the header Host is not the name of a server': '{0} dans l’en-tête Host n’est pas le nom d’un serveur',
  'Send the name or the address, and the port if there is one.':
    'Envoyez le nom ou l’adresse, et le port s’il y en a un.',
  'The address and the headers are longer than the {0} bytes this server accepts':
    'L’adresse et les en-têtes dépassent les {0} octets que ce serveur accepte',
  'A long search can be sent as POST [type]/_search, with its parameters in the body.':
    'Une longue recherche peut être envoyée par POST [type]/_search, avec ses paramètres dans le corps.',
  'The extensions of the chunks of the body are too long':
    'Les extensions des morceaux (chunks) du corps sont trop longues',
  'The request did not arrive in time': 'La requête n’est pas arrivée à temps',
  'Nothing was stored. Send the whole request without pausing.':
    'Rien n’a été enregistré. Envoyez toute la requête sans interruption.',
  'CONNECT is not served here: this server is not a proxy':
    'CONNECT n’est pas servi ici : ce serveur n’est pas un mandataire (proxy)',
  'The server is starting: it brings its database up to date first':
    'Le serveur démarre : il met d’abord sa base de données à jour',
  'Nothing is wrong with the request: send it again later.': 'La requête n’est pas en cause : renvoyez-la plus tard.',
  'The method {0} is not known here': 'La méthode {0} est inconnue ici',
  'The methods, written in capitals, are {0}.': 'Les méthodes, en majuscules, sont {0}.',
  'HTTP/{0} is not supported here': 'HTTP/{0} n’est pas pris en charge ici',
  'Send the request as HTTP/1.1.': 'Envoyez la requête en HTTP/1.1.',
  'The Transfer-Encoding {0} is not supported; only chunked is':
    'Le Transfer-Encoding {0} n’est pas pris en charge ; seul chunked l’est',
  'Name the compression of the body in Content-Encoding instead.':
    'Indiquez plutôt la compression du corps dans Content-Encoding.',
  'Leave the condition out to read the resource as it is.':
    'Omettez la condition pour lire la ressource telle qu’elle est.',
  'This could not be read as a request of HTTP/1.1: {0}':
    'Le message reçu n’est pas une requête HTTP/1.1 lisible : {0}',
  'The request could not be read': 'La requête n’a pas pu être lue',
  'a whole number from {0} to {1}': 'un nombre entier de {0} à {1}',
  'an instant, such as 2026-01-31T08:00:00Z': 'un instant, par exemple 2026-01-31T08:00:00Z',
  'taken unchanged from a next link': 'repris tel quel d’un lien next',
  '{0} must be {1}': '{0} doit être {1}',
  'Send the resource with a Content-Type of {0}.': 'Envoyez la ressource avec un Content-Type parmi : {0}.',
  'Send a FHIRPath Patch (a Parameters resource, application/fhir+json or application/fhir+xml), a JSON Patch (application/json-patch+json) or an XML Patch (application/xml-patch+xml).':
    'Envoyez un FHIRPath Patch (une ressource Parameters, application/fhir+json ou application/fhir+xml), un JSON Patch (application/json-patch+json) ou un XML Patch (application/xml-patch+xml).',
  'A patch of type {0} is not understood here': 'Un patch de type {0} n’est pas compris ici',
  'The request has no Content-Type': 'La requête n’a pas de Content-Type',
  'A list is a JSON Patch, but this one was sent as a FHIR resource':
    'Une liste est un JSON Patch, or celle-ci a été envoyée comme une ressource FHIR',
  'Send it with Content-Type: application/json-patch+json, or send a Parameters resource.':
    'Envoyez-la avec Content-Type: application/json-patch+json, ou envoyez une ressource Parameters.',
  '{0} would be stored: this was a dry run, and nothing was stored.':
    '{0} serait enregistrée : c’était un essai à blanc, rien n’a été enregistré.',
  'A new {0} would be stored: this was a dry run, and nothing was stored.':
    'Une nouvelle ressource {0} serait enregistrée : c’était un essai à blanc, rien n’a été enregistré.',
  '{0} would stay as it is: this was a dry run, and nothing was stored.':
    '{0} resterait telle quelle : c’était un essai à blanc, rien n’a été enregistré.',
  '{0} was created.': '{0} a été créée.',
  '{0} is now at version {1}.': '{0} est maintenant à la version {1}.',
  '{0} already has this content at version {1}: nothing was stored.':
    '{0} a déjà ce contenu à la version {1} : rien n’a été enregistré.',
  'Rule {0}; Prefer: handling=strict turns it off.': 'Règle {0} ; Prefer: handling=strict la désactive.',
  '_dryRun must be true or false': '_dryRun doit être true ou false',
  'Known parameters: {0}.': 'Paramètres connus ici : {0}.',
  '{0} is not a parameter here': '{0} n’est pas un paramètre connu ici',
  '{0} is not a parameter here; did you mean {1}?': '{0} n’est pas un paramètre connu ici ; vouliez-vous dire {1} ?',
  '{0} is not served at {1}': '{0} n’est pas proposé à l’adresse {1}',
  'Methods served there: {0}.': 'Méthodes proposées à cette adresse : {0}.',
  'Nothing is served there.': 'Rien n’est proposé à cette adresse.',
  'There is nothing at {0}': 'Il n’y a rien à l’adresse {0}',
  '{0} is not served here': '{0} n’est pas proposé ici',
  '{0} is not served here; did you mean {1}?': '{0} n’est pas proposé ici ; vouliez-vous dire {1} ?',
  'There is nothing at {0}: it encodes characters that need no encoding':
    'Il n’y a rien à l’adresse {0} : des caractères y sont codés sans nécessité',
  'Write it as {0} instead.': 'Écrivez-la ainsi : {0}',
  'Write {0}{1}.': 'Écrivez {0}{1}.',
  'FHIR is at {0}.': 'FHIR se trouve à l’adresse {0}.',
  'The resource breaks a business rule': 'La ressource enfreint une règle de gestion',
  'The resource is not valid': 'La ressource n’est pas valide',
  'The patch was not applied': 'Le patch n’a pas été appliqué',
  '{0} is not a logical id': '{0} n’est pas un identifiant logique',
  'An id is 1 to 64 letters, digits, dashes and dots.': 'Un id est fait de 1 à 64 lettres, chiffres, tirets et points.',
  '{0} is a step of a path, and not a logical id': '{0} est un segment de chemin, et non un identifiant logique',
  'The body has no id; {0} was taken from the URL': 'Le corps ne donne pas d’id ; {0} a été repris de l’URL',
  '{0}/{1} was deleted': '{0}/{1} a été supprimée',
  'Version {0} of {1}/{2} is its deletion': 'La version {0} de {1}/{2} est sa suppression',
  'Read the version before it, or the history.': 'Lisez la version précédente, ou l’historique.',
  '{0}/{1} does not exist, and this server assigns the ids itself':
    '{0}/{1} n’existe pas, et ce serveur attribue lui-même les id',
  'Create it: POST {0}': 'Créez la ressource : POST {0}',
  'The body has no resourceType': 'Le corps n’a pas de resourceType',
  'The body is of type {0}, not {1}': 'Le corps est de type {0} et non {1}',
  'Write "resourceType": "{0}".': 'Écrivez "resourceType": "{0}".',
  'Send it to the address of its own type, or send a resource of type {0}.':
    'Envoyez-le à l’adresse de son propre type, ou envoyez une ressource de type {0}.',
  'The body is tagged SUBSETTED: it is incomplete, and storing it would erase the missing elements':
    'Le corps porte l’étiquette SUBSETTED : il est incomplet, et l’enregistrer effacerait les éléments manquants',
  'Read the resource without _summary and _elements, and send all of it, or send a PATCH.':
    'Lisez la ressource sans _summary ni _elements et envoyez-la entière, ou envoyez un PATCH.',
  'The body has no id': 'Le corps n’a pas d’id',
  'The resource is at version {0}, but If-Match asks for {1}':
    'La ressource est à la version {0}, or If-Match demande {1}',
  'If-Match asks for {0}, but the resource does not exist': 'If-Match demande {0}, or cette ressource n’existe pas',
  'If-Match is for a resource that is there. Leave it out to create one.':
    'If-Match s’emploie pour une ressource qui existe. Omettez-le pour en créer une.',
  'Read the resource again, apply your change to what you read, and send its ETag as If-Match.':
    'Relisez la ressource, appliquez votre modification à ce que vous avez lu, puis envoyez son ETag dans If-Match.',
  'The resource exists at version {0}, and If-None-Match: {1} forbids that':
    'La ressource existe à la version {0}, ce que If-None-Match: {1} interdit',
  'The resource is not at the version that If-Match asks for, {0}':
    'La ressource n’est pas à la version que demande If-Match, {0}',
  'The resource exists, and If-None-Match: {0} forbids that': 'La ressource existe, ce que If-None-Match: {0} interdit',
  'Send the ETag of your last write of the resource as If-Match.':
    'Envoyez dans If-Match l’ETag de votre dernière écriture de la ressource.',
  'This server does not accept writes to existing resources without If-Match':
    'Ce serveur n’accepte pas de modifier une ressource existante sans If-Match',
  'Send the ETag of the version you read, such as If-Match: {0}':
    'Envoyez l’ETag de la version que vous avez lue, par exemple If-Match: {0}',
  'Too many requests write to {0} at once, and this one did not get its turn':
    'Trop de requêtes modifient {0} à la fois : celle-ci n’a pas pu passer',
  'Nothing was stored. Send the request again.': 'Rien n’a été enregistré. Renvoyez la requête.',
  'A body in the character encoding {0} is not understood here': 'Un corps encodé en {0} n’est pas compris ici',
  'FHIR is always UTF-8: encode the body in UTF-8, and write charset=utf-8 or nothing.':
    'FHIR est toujours en UTF-8 : encodez le corps en UTF-8, et écrivez charset=utf-8 ou rien.',
  'A body of type {0} is not understood here': 'Un corps de type {0} n’est pas compris ici',
  'This server speaks FHIR {0} (R4).': 'Ce serveur parle FHIR {0} (R4).',
  'This server does not answer as {0}': 'Ce serveur ne répond pas au format {0}',
  'It answers as {0} in FHIR {1} (R4).': 'Il répond aux formats {0} en FHIR {1} (R4).',
  '_summary must be one of {0} here': '_summary doit prendre l’une des valeurs {0}',
  '_elements names {0}, which {1} does not have': '_elements nomme {0}, que {1} ne possède pas',
  '_elements names {0}, which {1} does not have; did you mean {2}?':
    '_elements nomme {0}, que {1} ne possède pas ; vouliez-vous dire {2} ?',
  '_elements names {0}, which is not a resource type': '_elements nomme {0}, qui n’est pas un type de ressource',
  '_elements names {0}, which is not a resource type; did you mean {1}?':
    '_elements nomme {0}, qui n’est pas un type de ressource ; vouliez-vous dire {1} ?',
  '_elements names {0}, which no resource type has': '_elements nomme {0}, qu’aucun type de ressource ne possède',
  '_elements must be names separated by commas, such as name,telecom':
    '_elements doit être une liste de noms séparés par des virgules, par exemple name,telecom',
};
