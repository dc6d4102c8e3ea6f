import type { Translations } from '../language';

/** Stores on existing tables: what these cannot hold, search or refer to. */
export const tables: Translations = {
  'The tables behind this server cannot store {0} as it was sent':
    'Les tables sur lesquelles s’appuie ce serveur ne peuvent pas conserver {0} tel qu’il a été envoyé',
  'Nothing was stored. Leave the element out, or send it as a read returns it.':
    'Rien n’a été enregistré. Retirez cet élément, ou envoyez-le tel qu’une lecture le renvoie.',
  'The tables behind this server cannot be searched by {0} in this way':
    'Les tables sur lesquelles s’appuie ce serveur ne permettent pas de rechercher ainsi par {0}',
  'The tables behind this server have no letters for a text of this search':
    'Les tables de ce serveur n’ont pas les lettres d’un texte de cette recherche',
  'No resource can have this text. Leave it out.': 'Aucune ressource ne peut avoir ce texte. Retirez-le.',
  'The tables behind this server can only refer to resources of type {0} by key':
    'Les tables sur lesquelles s’appuie ce serveur ne peuvent désigner les ressources de type {0} que par leur clé',
  'Write "reference": "{0}/…" with the id of a resource stored on this server.':
    'Écrivez "reference": "{0}/…" avec l’identifiant d’une ressource enregistrée sur ce serveur.',
  'A value is too long for the column {0}': 'Une valeur est trop longue pour la colonne {0}',
  'A value does not fit the column {0}': 'Une valeur ne convient pas à la colonne {0}',
  'The column {0} needs a value': 'La colonne {0} exige une valeur',
  'A row refers to another row that does not exist': 'Une ligne fait référence à une autre qui n’existe pas',
  'A rule of the database forbids these values': 'Une règle de la base de données interdit ces valeurs',
  'Another row already has one of these values, which must be unique':
    'Une autre ligne porte déjà l’une de ces valeurs, qui doivent être uniques',
  'Other rows refer to it': 'D’autres lignes y font référence',
  'Nothing was stored.': 'Rien n’a été enregistré.',
};
