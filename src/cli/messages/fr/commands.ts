import type { Translations } from '../../../fhir/messages';

/** French texts of the help. */
export const commands: Translations = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
  'Examples:': 'Exemples :',
  'The command line of the ROR FHIR facade: serves the directory, and looks after its data.':
    'La ligne de commande de la façade FHIR du ROR : sert le répertoire et prend soin de ses données.',
  'Settings come from the environment (DATABASE_URL, BASE_URL …; the README has their table), and options go before them.\nExit codes: 0 done; 1 done, with faults in the data; 2 wrong command line; 3 could not be done; 130 stopped.\n{0} help COMMAND tells about one command.':
    'Les réglages viennent de l’environnement (DATABASE_URL, BASE_URL … ; le README en donne la liste), et les options passent avant eux.\nCodes de sortie : 0 fait ; 1 fait, avec des erreurs dans les données ; 2 ligne de commande erronée ; 3 impossible ; 130 interrompu.\n{0} help COMMANDE décrit une commande.',
  'tell the version': 'afficher la version',
  'tell this': 'afficher cette aide',
  'tell about a command': 'décrire une commande',
  'one of {0}': 'parmi {0}',
  'by default {0}': 'par défaut {0}',
  'language of what is told, in place of LC_ALL, LC_MESSAGES or LANG':
    'langue des messages, à la place de LC_ALL, LC_MESSAGES ou LANG',
  'the database, in place of DATABASE_URL: sqlite:data/ror.db, mysql://…, mariadb://…':
    'la base de données, à la place de DATABASE_URL : sqlite:data/ror.db, mysql://…, mariadb://…',

  'serve the directory by FHIR': 'servir le répertoire en FHIR',
  'Starts the server with the settings of the environment, and serves until it is stopped: SIGTERM drains it, SIGINT stops it without the delay.':
    'Démarre le serveur avec les réglages de l’environnement, et sert jusqu’à son arrêt : SIGTERM le vide d’abord de ses requêtes, SIGINT l’arrête sans délai.',
  'where to listen, in place of PORT': 'port d’écoute, à la place de PORT',
  'the address clients use, in place of BASE_URL': 'adresse utilisée par les clients, à la place de BASE_URL',
  'put the sample directory into the database first, as SAMPLE_DATA does':
    'charger d’abord le répertoire d’exemple dans la base, comme SAMPLE_DATA',
  'try it out, on port 3000': 'l’essayer, sur le port 3000',
  'behind a proxy': 'derrière un proxy',

  "check files against R4, the ROR profiles and the directory's rules":
    'vérifier des fichiers selon R4, les profils du ROR et les règles du répertoire',
  'Checks resources as $validate does, without a database: R4, the profiles each resource names and those of its type, and the rules that look at one resource alone. NDJSON, Bundles, single resources in JSON or XML, with or without .gz; a folder is read with all below it.':
    'Vérifie des ressources comme $validate, sans base de données : R4, les profils que chaque ressource désigne et ceux de son type, et les règles qui portent sur une seule ressource. NDJSON, Bundles, ressources seules en JSON ou en XML, avec ou sans .gz ; un dossier est lu avec tout ce qu’il contient.',
  'What is found goes to standard output, a line each; the count goes to standard error.':
    'Ce qui est relevé va sur la sortie standard, une ligne chacun ; le décompte va sur la sortie d’erreur.',
  'files and folders; - is standard input': 'fichiers et dossiers ; - désigne l’entrée standard',
  'how findings are written; json is one document, ndjson a line a resource':
    'forme du compte rendu ; json est un seul document, ndjson une ligne par ressource',
  'the least severity that makes the exit code 1': 'la gravité minimale qui donne le code de sortie 1',
  'check against these profiles, in place of those of the resource and its type':
    'vérifier selon ces profils, à la place de ceux de la ressource et de son type',
  'FHIR packages with more definitions, in place of PACKAGES_FOLDER':
    'paquets FHIR avec d’autres définitions, à la place de PACKAGES_FOLDER',
  'in a build: the exit code is 1 when a resource has an error':
    'en intégration continue : le code de sortie est 1 quand une ressource a une erreur',
  'keep what is found': 'conserver ce qui est relevé',

  'put resources from files into the database': 'mettre dans la base les ressources de fichiers',
  "Writes each resource under the id it has, as PUT does: hooks, validation by VALIDATION_LEVEL, the directory's rules, versions and index. What is there already with the same content makes no version. Servers may go on meanwhile.":
    'Écrit chaque ressource sous l’id qu’elle porte, comme PUT : hooks, validation selon VALIDATION_LEVEL, règles du répertoire, versions et index. Ce qui est déjà là avec le même contenu ne fait pas de version. Les serveurs peuvent continuer pendant ce temps.',
  'References may lead to what comes later, in whatever file; those that lead nowhere in the end are reported.':
    'Les références peuvent mener à ce qui vient plus tard, dans n’importe quel fichier ; celles qui ne mènent nulle part à la fin sont signalées.',
  'What is refused goes to the report with its file, line and OperationOutcome, and the next one follows. An import that was stopped, or killed, goes on from where it was when it is run again with the same files.':
    'Ce qui est refusé va dans le compte rendu avec son fichier, sa ligne et un OperationOutcome, et la ressource suivante est traitée. Un import arrêté, même brutalement, reprend où il en était quand on le relance avec les mêmes fichiers.',
  'NDJSON, Bundles, resources in JSON or XML, with or without .gz; folders; - is standard input':
    'NDJSON, Bundles, ressources en JSON ou en XML, avec ou sans .gz ; dossiers ; - désigne l’entrée standard',
  'where faults go, as NDJSON': 'où vont les erreurs, en NDJSON',
  'what an import that is not finished goes on from': 'à partir de quoi reprend un import inachevé',
  'begin at the first file, whatever was done before': 'commencer au premier fichier, quoi qu’il ait été fait avant',
  'mend nothing, and refuse what does not meet the profiles':
    'ne rien réparer, et refuser ce qui ne respecte pas les profils',
  'threads that read and check large imports while others are written; 0: none (default: one for each processor but two, 4 at most)':
    'fils d’exécution qui lisent et vérifient les gros imports pendant que d’autres ressources s’écrivent ; 0 : aucun (par défaut : un par processeur moins deux, 4 au plus)',
  'resources that are written together': 'ressources écrites ensemble',
  'into the database of DATABASE_URL': 'dans la base de DATABASE_URL',
  "a folder, into a server's database": 'un dossier, dans la base d’un serveur',
  'a directory that is made up': 'un répertoire inventé',

  'make up a national directory, as NDJSON': 'inventer un répertoire national, en NDJSON',
  'Writes a coherent directory: legal entities, their sites and what is inside of them, offers with their places and capacities, professionals and what they do, spread over all departments by population. All names and numbers are made up; FINESS, SIREN, SIRET and RPPS numbers have valid keys.':
    'Écrit un répertoire cohérent : entités juridiques, leurs sites et leur organisation interne, offres avec leurs lieux et leurs capacités, professionnels et leurs situations, répartis sur tous les départements selon la population. Tous les noms et numéros sont inventés ; les numéros FINESS, SIREN, SIRET et RPPS ont des clés valides.',
  'The same seed gives the same bytes on every machine; a larger count gives more resources after those. Each resource comes after the ones it refers to.':
    'La même graine donne les mêmes octets sur toute machine ; un nombre plus grand donne d’autres ressources à la suite. Chaque ressource vient après celles auxquelles elle fait référence.',
  'how many resources': 'nombre de ressources',
  'what the directory is drawn from': 'graine dont le répertoire est tiré',
  'where it goes, in place of standard output; zipped where the name ends with .gz':
    'où il va, à la place de la sortie standard ; compressé si le nom finit par .gz',
  'a directory of the size of the country': 'un répertoire à l’échelle du pays',
  'a small one, into the database of DATABASE_URL': 'un petit répertoire, dans la base de DATABASE_URL',

  'make search indexes anew': 'refaire les index de recherche',
  'Makes the search index anew of the types whose search parameters have changed, or of those that are named. Servers may go on meanwhile: with INDEX_UPKEEP=off or beside they do not wait for it at their start.':
    'Refait l’index de recherche des types dont les paramètres de recherche ont changé, ou des types nommés. Les serveurs peuvent continuer pendant ce temps : avec INDEX_UPKEEP=off ou beside, ils ne l’attendent pas à leur démarrage.',
  'A run that was stopped, or killed, goes on from where it was.':
    'Une exécution arrêtée, même brutalement, reprend où elle en était.',
  'these types, whatever the state of their indexes; all stands for all types':
    'ces types, quel que soit l’état de leurs index ; all désigne tous les types',
  'begin at the first resource, whatever was done before':
    'commencer à la première ressource, quoi qu’il ait été fait avant',
  'after an update, before the servers start': 'après une mise à jour, avant le démarrage des serveurs',
  'two types': 'deux types',

  'compare the indexes with the resources': 'comparer les index aux ressources',
  'Computes what each resource is found by, and what it refers to, and compares that with every row of the indexes, also with those of resources that are not there. Servers may go on meanwhile: what seems wrong is looked at again while nobody writes it.':
    'Recalcule par quoi chaque ressource est trouvée et à quoi elle fait référence, et le compare à chaque ligne des index, y compris celles de ressources absentes. Les serveurs peuvent continuer pendant ce temps : ce qui semble faux est revu pendant que personne ne l’écrit.',
  'Each fault goes to standard output as a line of JSON. The exit code is 1 when there is one, unless it is mended.':
    'Chaque écart va sur la sortie standard, une ligne de JSON. Le code de sortie est 1 s’il y en a un, sauf s’il est réparé.',
  'of a type, what a search finds: Location?address-postalcode=35; of several for one type, one must find it':
    'd’un type, ce qu’une recherche trouve : Location?address-postalcode=35 ; s’il y en a plusieurs pour un type, l’une suffit',
  'these elements alone, name or Type.name; resources are tagged SUBSETTED':
    'ces éléments seulement, nom ou Type.nom ; les ressources portent alors le tag SUBSETTED',
  'the places of two departments': 'les lieux de deux départements',
  '{0}.': '{0}.',
  '{0}. {1}': '{0}. {1}',
  'these types; by default all': 'ces types ; par défaut tous',
  'put right what is wrong': 'réparer les écarts',
  'all indexes of the database of DATABASE_URL': 'tous les index de la base de DATABASE_URL',
  'mend one, and keep what was wrong': 'en réparer un, et conserver ce qui était faux',

  'write the resources of the database as NDJSON': 'écrire les ressources de la base en NDJSON',
  'Writes the current version of every resource as it is stored, a line each, as of one moment where the database can show one. Servers go on meanwhile; memory holds one page.':
    'Écrit la version courante de chaque ressource telle qu’elle est stockée, une ligne chacune, à un même instant quand la base peut le montrer. Les serveurs continuent pendant ce temps ; la mémoire ne contient qu’une page.',
  'Into a folder a file goes for each type, NAME.ndjson or NAME.ndjson.gz; else all types follow one another, on standard output or in one file. A file appears when it is whole.':
    'Dans un dossier, il y a un fichier par type, NOM.ndjson ou NOM.ndjson.gz ; sinon tous les types se suivent, sur la sortie standard ou dans un seul fichier. Un fichier apparaît quand il est complet.',
  'what was written at or after this instant: 2026-01-31, or 2026-01-31T10:00:00Z':
    'ce qui a été écrit à cet instant ou après : 2026-01-31, ou 2026-01-31T10:00:00Z',
  'a folder that is there, or a file; zipped where its name ends with .gz':
    'un dossier existant, ou un fichier ; compressé si son nom finit par .gz',
  'zip the files of a folder': 'compresser les fichiers d’un dossier',
  'all there is, in one file': 'tout, dans un seul fichier',
  'what changed lately, on standard output': 'ce qui a changé récemment, sur la sortie standard',
  'a file for each type': 'un fichier par type',

  'bring the tables up to date': 'mettre les tables à jour',
  'Runs the migrations that the database does not have yet, one process at a time. The server does so by itself when it starts, unless DATABASE_MIGRATE is false.':
    'Exécute les migrations que la base n’a pas encore, un processus à la fois. Le serveur le fait de lui-même à son démarrage, sauf si DATABASE_MIGRATE vaut false.',
  'tell what there is to do, and do nothing; exit code 1 when there is something':
    'dire ce qu’il y a à faire, sans rien faire ; code de sortie 1 s’il y a quelque chose',
  'take the last migration back: the tables are those of the release before':
    'défaire la dernière migration : les tables redeviennent celles de la version précédente',
  'before an update': 'avant une mise à jour',
  'the tables of a server': 'les tables d’un serveur',

  'copy a SQLite database into a file, also while it is served':
    'copier une base SQLite dans un fichier, même pendant qu’elle est servie',
  'Copies the database as it is at one moment. Servers go on meanwhile, and nobody waits. The file appears when it is whole, checked and on the disk.':
    'Copie la base telle qu’elle est à un instant donné. Les serveurs continuent, et personne n’attend. Le fichier apparaît quand il est complet, vérifié et sur le disque.',
  'MariaDB and MySQL have tools of their own: mariadb-dump --single-transaction, mysqldump.':
    'MariaDB et MySQL ont leurs propres outils : mariadb-dump --single-transaction, mysqldump.',
  'where the copy goes: a file that does not exist': 'où va la copie : un fichier qui n’existe pas encore',
  'save the database of DATABASE_URL': 'sauvegarder la base de DATABASE_URL',

  'check or write the log of what was done': 'vérifier ou écrire le journal de ce qui a été fait',
  'The audit log has a record of every interaction that reached a resource (AUDIT=on). Records are sealed in blocks, and each seal holds the hash of the one before: what is removed or changed later shows.':
    'Le journal d’audit contient un enregistrement de chaque interaction parvenue à une ressource (AUDIT=on). Les enregistrements sont scellés par blocs, et chaque sceau contient l’empreinte du précédent : ce qui est supprimé ou modifié après coup se voit.',
  'check the whole log of the database of DATABASE_URL': 'vérifier tout le journal de la base de DATABASE_URL',
  'write what was recorded lately': 'écrire ce qui a été enregistré récemment',
  'go along the chain of the audit log, and tell what was changed in it':
    'parcourir la chaîne du journal d’audit et dire ce qui y a été modifié',
  'Computes the hash of every seal from the records of its block, and compares it with the seal, the seal after it, and the end of the chain. Servers may go on meanwhile. Where the chain was made with AUDIT_KEY, it is checked with the same.':
    'Recalcule l’empreinte de chaque sceau à partir des enregistrements de son bloc, et la compare au sceau, au sceau suivant et à la fin de la chaîne. Les serveurs peuvent continuer pendant ce temps. Une chaîne faite avec AUDIT_KEY se vérifie avec la même clé.',
  'Who can write to the database and has the key, or where there is none, can make a chain that fits: --anchor compares it with an end that was noted elsewhere, such as in the log of a server (auditEnd).':
    'Qui peut écrire dans la base et possède la clé, ou quand il n’y en a pas, peut fabriquer une chaîne cohérente : --anchor la compare à une fin notée ailleurs, par exemple dans le journal d’un serveur (auditEnd).',
  'Each fault goes to standard output as a line of JSON. The exit code is 1 when there is one.':
    'Chaque anomalie va sur la sortie standard, une ligne de JSON. Le code de sortie est 1 s’il y en a une.',
  'a seal as it was noted elsewhere: its number and hash':
    'un sceau tel qu’il a été noté ailleurs : son numéro et son empreinte',
  'all of it': 'tout le journal',
  'and that it still has the seal 1789 as it was': 'et qu’il contient encore le sceau 1789 tel qu’il était',
  'write the audit log as NDJSON': 'écrire le journal d’audit en NDJSON',
  'Writes the records in the order of time, a line each: as AuditEvent, or as they are kept and sealed (--format records), from which anybody can compute the hashes of the chain.':
    'Écrit les enregistrements dans l’ordre du temps, une ligne chacun : en AuditEvent, ou tels qu’ils sont conservés et scellés (--format records), ce dont chacun peut recalculer les empreintes de la chaîne.',
  'A file appears when it is whole. The export itself is not recorded: whoever can run it can read the database.':
    'Un fichier apparaît quand il est complet. L’export lui-même n’est pas enregistré : qui peut l’exécuter peut lire la base.',
  'what was recorded at or after this instant: 2026-01-31, or 2026-01-31T10:00:00Z':
    'ce qui a été enregistré à cet instant ou après : 2026-01-31, ou 2026-01-31T10:00:00Z',
  'what was recorded before this instant': 'ce qui a été enregistré avant cet instant',
  'what a line is': 'ce qu’est une ligne',
  'all that is kept': 'tout ce qui est conservé',
  'to be kept elsewhere, and checked there': 'pour le conserver ailleurs et l’y vérifier',
};
