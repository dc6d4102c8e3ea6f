import type { Translations } from '../../fhir';

/** French texts of the start page. */
export const serverFrench: Translations = {
  'A FHIR R4 server for ROR, the French national directory of health and medico-social offers. Read and search the directory, and keep it up to date with PATCH and PUT.':
    'Un serveur FHIR R4 pour le ROR, le répertoire national de l’offre et des ressources en santé et accompagnement médico-social : il permet de consulter le répertoire et de le tenir à jour par PATCH et PUT.',
  'Find an organization by its name': 'Rechercher une organisation par son nom',
  'Search the directory': 'Chercher dans le répertoire',
  'Forms for every type and parameter': 'Un formulaire par type de ressource, avec tous les paramètres',
  'Every request, to try out': 'Toutes les requêtes, à essayer en ligne (en anglais)',
  Metadata: 'Métadonnées',
  'What this server can do': 'Ce que ce serveur sait faire',
  Export: 'Export',
  'Everything as files, by $export': 'Tout le répertoire en fichiers, par $export',
  'The same as a machine-readable document': 'Les mêmes requêtes, décrites pour les outils',
  Health: 'État du service',
  'Whether the server and its database are ready': 'Le serveur et sa base de données sont-ils prêts ?',
  'Rename an organization:': 'Renommer une organisation :',
};
