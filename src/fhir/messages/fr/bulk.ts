import type { Translations } from '../language';

/** `$export` and jobs: the messages of `bulk/` and `service/jobs/`. */
export const bulk: Translations = {
  '{0} was not exported: {1}': '{0} n’a pas été exportée : {1}',
  '{0} was not exported: it cannot be read as it is stored':
    '{0} n’a pas été exportée : elle est illisible telle qu’elle est enregistrée',
  'The job {0} is not known here': 'Le travail {0} est inconnu de ce serveur',
  'It may have been cancelled, or its files have expired long ago: ask for another one.':
    'Il a peut-être été annulé, ou ses fichiers ont expiré depuis longtemps : demandez-en un autre.',
  'What the job made is not kept any longer': 'Les fichiers de ce travail ne sont plus conservés',
  'Ask for another one.': 'Demandez-en un autre.',
  '{0} jobs are already waiting or running': '{0} travaux sont déjà en attente ou en cours',
  'Try again in a minute, or cancel a job that is not needed.':
    'Réessayez dans une minute, ou annulez un travail devenu inutile.',
  'The files of earlier jobs fill the room there is for them':
    'Les fichiers des travaux précédents occupent toute la place prévue',
  'Delete jobs that are not needed any more, or wait until their files expire.':
    'Supprimez les travaux devenus inutiles, ou attendez que leurs fichiers expirent.',
  'The export has started; its status is at {0}': 'L’export a commencé ; son état est à l’adresse {0}',
  'Poll that address with GET until it answers with 200 and the list of files; DELETE cancels the export.':
    'Interrogez cette adresse par GET jusqu’à la réponse 200 avec la liste des fichiers ; DELETE annule l’export.',
  'The export was cancelled and its files were deleted.': 'L’export a été annulé et ses fichiers supprimés.',
  'it has more resources than this server exports in one job':
    'il comporte plus de ressources que ce serveur n’en exporte en une fois',
  'the files of all exports fill the space reserved for them':
    'les fichiers de tous les exports occupent tout l’espace réservé',
  'it was interrupted several times without making progress': 'il a été interrompu plusieurs fois sans progresser',
  'an error occurred in the server; its log records the error under the id of the job':
    'une erreur s’est produite dans le serveur ; son journal l’enregistre sous l’identifiant du travail',
  'The export {0} failed: {1}': 'L’export {0} a échoué : {1}',
  'Export less by using _type, _typeFilter or _since, or try again later.':
    'Exportez-en moins grâce à _type, _typeFilter ou _since, ou réessayez plus tard.',
  'The export {0} has no file {1}': 'L’export {0} n’a pas de fichier {1}',
  'Once the export is complete, its files are listed at {0}/$export-poll-status?_jobId={1}.':
    'Une fois l’export terminé, ses fichiers sont listés à l’adresse {0}/$export-poll-status?_jobId={1}.',
  'Files cannot be written as {0}': 'Les fichiers ne peuvent pas être écrits en {0}',
  '_typeFilter has {0} searches; at most {1} are allowed':
    '_typeFilter contient {0} recherches ; {1} au plus sont admises',
  'Split it into several exports.': 'Répartissez-les sur plusieurs exports.',
  'Write a search such as {0}?_lastUpdated=ge2026, with the characters & and = percent-encoded.':
    'Écrivez une recherche telle que {0}?_lastUpdated=ge2026, en encodant les caractères & et = (%26 et %3D).',
  '{0} is not a search of a type': '{0} n’est pas une recherche dans un type',
  '{0} is not exported, but _typeFilter has a search for it':
    '{0} n’est pas exporté, mais _typeFilter contient une recherche sur ce type',
  '{0} is not exported by this server': '{0} n’est pas exporté par ce serveur',
  'Search it page by page: GET [base]/{0}. Types exported: {1}.':
    'Interrogez-le page par page : GET [base]/{0}. Types exportés : {1}.',
  'Types exported: {0}.': 'Types exportés : {0}.',
  '{0} has no search parameter': '{0} n’a aucun paramètre de recherche',
  'Write an instant such as 2026-01-31T08:00:00Z, for example the transactionTime of a previous export.':
    'Écrivez un instant tel que 2026-01-31T08:00:00Z, par exemple le transactionTime d’un export précédent.',
  '{0} is not an instant': '{0} n’est pas un instant',
  '{0} is in the future': '{0} est dans le futur',
  '{0} is not the name of an element': '{0} n’est pas le nom d’un élément',
  'Write names separated by commas, such as name,{0}.telecom.':
    'Écrivez des noms séparés par des virgules, par exemple name,{0}.telecom.',
  '{0} is not exported, but _elements names it': '{0} n’est pas exporté, mais _elements le désigne',
  '{0} is not a set of associated data here': '{0} n’est pas un ensemble de données associées de ce serveur',
  'This server has none.': 'Ce serveur n’en a pas.',
  '{0} belongs to {1}, which is not exported': '{0} accompagne {1}, qui n’est pas exporté',
  'Resource types of this server: {0}.': 'Types de ressources de ce serveur : {0}.',
};
