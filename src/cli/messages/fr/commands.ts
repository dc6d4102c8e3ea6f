import type { Translations } from '../../../fhir/messages';

/** French texts of the help. */
export const commands: Translations = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
  'Examples:': 'Exemples :',
  options: 'options',
  command: 'commande',
  'Command line of the ROR FHIR facade: serves the directory and manages its data.':
    'Ligne de commande de la façade FHIR du ROR : sert le répertoire et gère ses données.',
  'Settings are read from the environment (DATABASE_URL, BASE_URL, …; the README lists them); options take precedence.\nExit codes: 0 success; 1 done, but the data have errors; 2 invalid command line; 3 failure; 130 interrupted.\nRun {0} help COMMAND for help on one command.':
    'Les réglages sont lus dans l’environnement (DATABASE_URL, BASE_URL… ; le README en donne la liste) ; les options sont prioritaires.\nCodes de sortie : 0 succès ; 1 terminé, mais les données comportent des erreurs ; 2 ligne de commande invalide ; 3 échec ; 130 interrompu.\nPour l’aide d’une commande : {0} help COMMANDE.',
  'show the version': 'afficher la version',
  'show this help': 'afficher cette aide',
  'show help for a command': 'afficher l’aide d’une commande',
  'one of {0}': 'parmi {0}',
  'default: {0}': 'par défaut : {0}',
  'language of messages, instead of that of LC_ALL, LC_MESSAGES or LANG':
    'langue des messages, à la place de celle de LC_ALL, LC_MESSAGES ou LANG',
  'database to use instead of DATABASE_URL: sqlite:data/ror.db, mysql://…, mariadb://…':
    'base de données à utiliser à la place de DATABASE_URL : sqlite:data/ror.db, mysql://…, mariadb://…',

  'serve the directory over FHIR': 'servir le répertoire en FHIR',
  'Starts the server with the settings in the environment and serves until it is stopped. SIGTERM drains it after STOP_DELAY; SIGINT drains it at once. A second signal stops it without waiting.':
    'Démarre le serveur avec les réglages de l’environnement, et sert jusqu’à son arrêt. SIGTERM termine les requêtes en cours après STOP_DELAY ; SIGINT, sans délai. Un second signal arrête le serveur sans attendre.',
  'port to listen on, instead of PORT': 'port d’écoute, à la place de PORT',
  'base URL that clients use, instead of BASE_URL': 'URL de base utilisée par les clients, à la place de BASE_URL',
  'first load the sample directory into the database, as SAMPLE_DATA does':
    'charger d’abord le répertoire d’exemple dans la base, comme SAMPLE_DATA',
  'try the server on port 3000': 'essayer le serveur sur le port 3000',
  'serve behind a proxy': 'servir derrière un proxy',

  "validate files against R4, the ROR profiles and the directory's rules":
    'valider des fichiers selon R4, les profils du ROR et les règles du répertoire',
  'Validates resources as $validate does, without a database: against R4, the profiles each resource declares and those of its type, and the rules that concern a single resource. Reads NDJSON, Bundles, and single resources in JSON or XML, also as .gz; folders are read recursively.':
    'Valide des ressources comme $validate, sans base de données : selon R4, les profils que chaque ressource déclare et ceux de son type, et les règles qui portent sur une seule ressource. Lit du NDJSON, des Bundles et des ressources seules en JSON ou en XML, y compris en .gz ; les dossiers sont lus avec leurs sous-dossiers.',
  'Findings are written to standard output, one per line, and their count to standard error.':
    'Les constats sont écrits sur la sortie standard, un par ligne, et leur nombre sur la sortie d’erreur.',
  'files or folders; - is standard input': 'fichiers ou dossiers ; - désigne l’entrée standard',
  'format of findings; json is one document, ndjson has one line per resource':
    'format des constats ; json est un seul document, ndjson a une ligne par ressource',
  'lowest severity for which the exit code is 1': 'gravité minimale pour laquelle le code de sortie est 1',
  'validate against this profile instead of those of the resource and its type':
    'valider selon ce profil, à la place de ceux de la ressource et de son type',
  'folder of FHIR packages with further definitions, instead of PACKAGES_FOLDER':
    'dossier de paquets FHIR contenant d’autres définitions, à la place de PACKAGES_FOLDER',
  'validate in a build: the exit code is 1 if any resource has an error':
    'valider en intégration continue : le code de sortie est 1 si une ressource a une erreur',
  'save the findings to a file': 'conserver les constats dans un fichier',

  'import resources from files into the database': 'importer dans la base les ressources de fichiers',
  "Writes each resource under its own id, as PUT does: with hooks, validation as set by VALIDATION_LEVEL, the directory's rules, versions and indexes. A resource that is stored with the same content already gets no new version. Servers can keep running.":
    'Écrit chaque ressource sous son propre id, comme PUT : hooks, validation selon VALIDATION_LEVEL, règles du répertoire, versions et index. Une ressource déjà enregistrée avec le même contenu ne reçoit pas de nouvelle version. Les serveurs peuvent continuer à fonctionner.',
  'References may point to resources that come later, in any of the files. Those whose target is still missing at the end are reported.':
    'Les références peuvent désigner des ressources qui viennent plus tard, dans n’importe quel fichier. Celles dont la cible manque toujours à la fin sont signalées.',
  'A resource that is refused is written to the report with its file, line and OperationOutcome, and the import continues. An import that was interrupted or killed resumes where it stopped when it is run again with the same files.':
    'Une ressource refusée est inscrite dans le compte rendu avec son fichier, sa ligne et un OperationOutcome, et l’import continue. Un import interrompu, même brutalement, reprend où il s’est arrêté quand on le relance avec les mêmes fichiers.',
  'files (NDJSON, Bundles, resources in JSON or XML, also as .gz) or folders; - is standard input':
    'fichiers (NDJSON, Bundles, ressources en JSON ou en XML, y compris en .gz) ou dossiers ; - désigne l’entrée standard',
  'file for errors, as NDJSON': 'fichier des erreurs, en NDJSON',
  'file from which an unfinished import resumes': 'fichier à partir duquel un import inachevé reprend',
  'start at the first file, even if an unfinished import could be resumed':
    'commencer au premier fichier, même si un import inachevé pourrait reprendre',
  'repair nothing, and refuse resources that do not conform to the profiles':
    'ne rien réparer, et refuser les ressources non conformes aux profils',
  'threads that read and validate ahead while resources are written, for large imports; 0 for none (default: the number of processors minus two, at most 4)':
    'fils d’exécution qui lisent et valident en avance pendant l’écriture, pour les gros imports ; 0 pour aucun (par défaut : le nombre de processeurs moins deux, au plus 4)',
  'number of resources written together': 'nombre de ressources écrites ensemble',
  'import a file into the database of DATABASE_URL': 'importer un fichier dans la base DATABASE_URL',
  'import a folder into a MariaDB database': 'importer un dossier dans une base MariaDB',
  'import a generated directory': 'importer un répertoire généré',

  'generate a fictitious national directory as NDJSON': 'générer un répertoire national fictif en NDJSON',
  'Writes a coherent directory: legal entities with their sites and internal organisation, offers with their locations and capacities, and professionals with their roles, spread over all departments by population. All names and numbers are fictitious; FINESS, SIREN, SIRET and RPPS numbers have valid check digits.':
    'Écrit un répertoire cohérent : entités juridiques avec leurs sites et leur organisation interne, offres avec leurs lieux et leurs capacités, professionnels avec leurs situations d’exercice, répartis sur tous les départements selon la population. Tous les noms et numéros sont fictifs ; les numéros FINESS, SIREN, SIRET et RPPS ont une clé valide.',
  'The same seed gives the same bytes on every machine; a larger count appends more resources. Each resource comes after those it refers to.':
    'Une même graine donne les mêmes octets sur toute machine ; un nombre plus grand ajoute d’autres ressources à la suite. Chaque ressource vient après celles auxquelles elle fait référence.',
  'number of resources': 'nombre de ressources',
  'seed of the random generator': 'graine du générateur aléatoire',
  'file to write to instead of standard output; compressed if its name ends with .gz':
    'fichier où écrire, à la place de la sortie standard ; compressé si son nom finit par .gz',
  'generate a directory the size of the country': 'générer un répertoire à l’échelle du pays',
  'import a small one into the database of DATABASE_URL': 'en importer un petit dans la base DATABASE_URL',

  'rebuild search indexes': 'reconstruire les index de recherche',
  'Rebuilds the search indexes of the types whose search parameters have changed, or of the types given. Servers can keep running; with INDEX_UPKEEP=off or beside, they do not wait for the indexes when they start.':
    'Reconstruit les index de recherche des types dont les paramètres de recherche ont changé, ou des types donnés. Les serveurs peuvent continuer à fonctionner ; avec INDEX_UPKEEP=off ou beside, ils n’attendent pas les index à leur démarrage.',
  'A run that was interrupted or killed resumes where it stopped.':
    'Une exécution interrompue, même brutalement, reprend où elle s’est arrêtée.',
  'rebuild this type even if its index is up to date (all: every type)':
    'reconstruire ce type même si son index est à jour (all : tous les types)',
  'start at the first resource, even if an unfinished run could be resumed':
    'commencer à la première ressource, même si une exécution inachevée pourrait reprendre',
  'rebuild what an update requires, before servers start':
    'reconstruire ce qu’une mise à jour exige, avant le démarrage des serveurs',
  'rebuild two types': 'reconstruire deux types',

  'check the search indexes against the resources': 'vérifier les index de recherche par rapport aux ressources',
  'Computes the index entries and references of each resource, and compares them with every row of the indexes, including rows of resources that do not exist. Servers can keep running: a row that seems wrong is checked again while the resource is locked.':
    'Recalcule les entrées d’index et les références de chaque ressource, et les compare à chaque ligne des index, y compris celles de ressources inexistantes. Les serveurs peuvent continuer à fonctionner : une ligne qui semble fausse est revérifiée pendant que la ressource est verrouillée.',
  'Each fault is written to standard output as a line of JSON. The exit code is 1 if there is any, unless --mend is given.':
    'Chaque écart est écrit sur la sortie standard, une ligne de JSON par écart. Le code de sortie est 1 s’il y en a, sauf avec --mend.',
  'only resources of a type that match a search, Location?address-postalcode=35, or any of several searches for the type':
    'seulement les ressources d’un type que trouve une recherche, Location?address-postalcode=35, ou au moins l’une de plusieurs recherches pour ce type',
  'only this element, as name or Type.name (resources are tagged SUBSETTED)':
    'seulement cet élément, sous la forme nom ou Type.nom (les ressources portent alors le tag SUBSETTED)',
  '{0}; {1}': '{0} ; {1}',
  'several with commas between, or by repeating the option':
    'plusieurs, séparés par des virgules ou en répétant l’option',
  'several by repeating the option': 'plusieurs en répétant l’option',
  'export the locations in two departments': 'exporter les lieux de deux départements',
  '{0}.': '{0}.',
  '{0}. {1}': '{0}. {1}',
  'only this type (default: all)': 'seulement ce type (par défaut : tous)',
  'repair faults': 'réparer les écarts',
  'check all indexes of the database of DATABASE_URL': 'vérifier tous les index de la base DATABASE_URL',
  'repair the index of one type, and save its faults to a file':
    'réparer l’index d’un type, et conserver ses écarts dans un fichier',

  'export the resources in the database as NDJSON': 'exporter les ressources de la base en NDJSON',
  'Writes the current version of every resource as it is stored, one per line, and all as of one moment if the database supports snapshots. Servers can keep running. Only one page is held in memory.':
    'Écrit la version courante de chaque ressource telle qu’elle est stockée, une par ligne, toutes à un même instant si la base le permet. Les serveurs peuvent continuer à fonctionner. Une seule page est gardée en mémoire.',
  'If the output is a folder, each type gets its own file, TYPE.ndjson or TYPE.ndjson.gz. Otherwise all types follow one another in one file or on standard output. A file appears once it is complete.':
    'Si la sortie est un dossier, chaque type a son fichier, TYPE.ndjson ou TYPE.ndjson.gz. Sinon, tous les types se suivent dans un seul fichier ou sur la sortie standard. Un fichier apparaît une fois complet.',
  'only resources changed at or after this date or instant: 2026-01-31, 2026-01-31T10:00:00Z':
    'seulement les ressources modifiées à cette date ou cet instant, ou après : 2026-01-31, 2026-01-31T10:00:00Z',
  'existing folder, or file, to write to; a file is compressed if its name ends with .gz':
    'dossier existant, ou fichier, où écrire ; un fichier est compressé si son nom finit par .gz',
  'compress the files written to a folder': 'compresser les fichiers écrits dans un dossier',
  'export everything to one file': 'tout exporter dans un seul fichier',
  'write recent changes to standard output': 'écrire les modifications récentes sur la sortie standard',
  'write one file per type': 'écrire un fichier par type',

  'bring the database tables up to date': 'mettre à jour les tables de la base',
  'Runs the migrations that have not been applied to the database yet, one process at a time. The server does so itself when it starts, unless DATABASE_MIGRATE is false.':
    'Exécute les migrations qui n’ont pas encore été appliquées à la base, un processus à la fois. Le serveur le fait de lui-même à son démarrage, sauf si DATABASE_MIGRATE vaut false.',
  'only list what is to be done; the exit code is 1 if there is anything':
    'seulement lister ce qui est à faire ; le code de sortie est 1 s’il y a quelque chose',
  'revert the last migration, to the tables of the previous release':
    'annuler la dernière migration : les tables redeviennent celles de la version précédente',
  'check what an update would change': 'voir ce qu’une mise à jour changerait',
  'migrate a MariaDB database': 'migrer une base MariaDB',

  'copy a SQLite database to a file, even while it is being served':
    'copier une base SQLite dans un fichier, même pendant qu’un serveur l’utilise',
  'Copies the database as it is at one moment, without stopping or delaying servers. The file appears once it is complete, checked and written to disk.':
    'Copie la base telle qu’elle est à un instant donné, sans arrêter ni retarder les serveurs. Le fichier apparaît une fois complet, vérifié et écrit sur le disque.',
  'For MariaDB and MySQL, use their own tools: mariadb-dump --single-transaction, mysqldump.':
    'Pour MariaDB et MySQL, utilisez leurs propres outils : mariadb-dump --single-transaction, mysqldump.',
  'file to write the copy to; it must not exist yet': 'fichier où écrire la copie ; il ne doit pas encore exister',
  'back up the database of DATABASE_URL': 'sauvegarder la base DATABASE_URL',

  'verify or export the audit log': 'vérifier ou exporter le journal d’audit',
  'With AUDIT=on, the audit log has a record of every interaction that reached a resource. Records are sealed in blocks, and each seal contains the hash of the one before it, so a record that is changed or removed later is detected.':
    'Avec AUDIT=on, le journal d’audit contient un enregistrement de chaque interaction qui a atteint une ressource. Les enregistrements sont scellés par blocs, et chaque sceau contient l’empreinte du précédent : toute modification ou suppression ultérieure est détectée.',
  'verify the whole log in the database of DATABASE_URL': 'vérifier tout le journal de la base DATABASE_URL',
  'export recent records to a file': 'exporter les enregistrements récents dans un fichier',
  'verify the audit log, and report what was tampered with':
    'vérifier le journal d’audit, et signaler toute altération',
  'Computes the hash of every seal from the records in its block, and compares it with the seal, the next seal and the end of the chain. Servers can keep running. A chain that was made with AUDIT_KEY must be verified with the same key.':
    'Recalcule l’empreinte de chaque sceau à partir des enregistrements de son bloc, et la compare au sceau, au sceau suivant et à la fin de la chaîne. Les serveurs peuvent continuer à fonctionner. Une chaîne faite avec AUDIT_KEY doit être vérifiée avec la même clé.',
  "Anyone who can write to the database, and has the key if there is one, can forge a consistent chain. To detect that, --anchor compares the chain with a seal recorded elsewhere, such as in a server's log (auditEnd).":
    'Quiconque peut écrire dans la base, et possède la clé s’il y en a une, peut forger une chaîne cohérente. Pour le détecter, --anchor compare la chaîne à un sceau noté ailleurs, par exemple dans le journal d’un serveur (auditEnd).',
  'Each fault is written to standard output as a line of JSON. The exit code is 1 if there is any.':
    'Chaque anomalie est écrite sur la sortie standard, une ligne de JSON par anomalie. Le code de sortie est 1 s’il y en a.',
  'number and hash of a seal that was recorded elsewhere': 'numéro et empreinte d’un sceau noté ailleurs',
  'verify the whole log': 'vérifier tout le journal',
  'also check that seal 1789 has not changed': 'vérifier aussi que le sceau 1789 n’a pas changé',
  'export the audit log as NDJSON': 'exporter le journal d’audit en NDJSON',
  'Writes the records in order of time, one per line: as AuditEvent resources, or as they are stored and sealed (--format records), from which anyone can compute the hashes of the chain.':
    'Écrit les enregistrements dans l’ordre chronologique, un par ligne : en ressources AuditEvent, ou tels qu’ils sont stockés et scellés (--format records), ce qui permet à chacun de recalculer les empreintes de la chaîne.',
  'A file appears once it is complete. The export itself is not recorded, because whoever can run it can also read the database.':
    'Un fichier apparaît une fois complet. L’export lui-même n’est pas enregistré, car qui peut l’exécuter peut aussi lire la base.',
  'only records made at or after this date or instant: 2026-01-31, 2026-01-31T10:00:00Z':
    'seulement les enregistrements faits à cette date ou cet instant, ou après : 2026-01-31, 2026-01-31T10:00:00Z',
  'only records made before this date or instant':
    'seulement les enregistrements faits avant cette date ou cet instant',
  'content of each line': 'contenu de chaque ligne',
  'export the whole log': 'exporter tout le journal',
  'export recent records as sealed, to keep and verify them elsewhere':
    'exporter les enregistrements récents tels que scellés, pour les conserver et les vérifier ailleurs',
};
