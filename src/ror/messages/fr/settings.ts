import type { Translations } from '../../../fhir';

/** French texts about the files that settings of the directory name. */
export const settings: Translations = {
  'ROR_COMMUNES: {0} cannot be read: {1}': 'ROR_COMMUNES : {0} ne peut pas être lu : {1}',
  'ROR_COMMUNES: {0} cannot be used: {1}': 'ROR_COMMUNES : {0} ne peut pas être utilisé : {1}',
  'it has no column {0}': 'il n’a pas de colonne {0}',
  'line {0} has no code of a commune, such as 44162 or 2A004':
    'la ligne {0} n’a pas de code de commune, comme 44162 ou 2A004',
  'line {0} has no latitude and longitude in decimal degrees':
    'la ligne {0} n’a pas de latitude et de longitude en degrés décimaux',
  'there is no commune in it': 'il ne contient aucune commune',
  'ROR_CLIENTS: {0} cannot be read as JSON': 'ROR_CLIENTS : {0} ne peut pas être lu comme JSON',
  'ROR_CLIENTS: {0} means nothing; it may have {1}': 'ROR_CLIENTS : {0} ne veut rien dire ; membres possibles : {1}',
  'ROR_CLIENTS: {0} must be {1}': 'ROR_CLIENTS : {0} doit être {1}',
  'there, since the server has several issuers': 'présent, puisque le serveur a plusieurs émetteurs',
  'consumer or supplier': 'consumer ou supplier',
  'the code of a region, or *': 'le code d’une région, ou *',
  'the address of an issuer': 'l’adresse d’un émetteur',
  'a list': 'une liste',
  'the code of a user profile': 'le code d’un profil d’utilisateur',
  'the code of a profession': 'le code d’une profession',
  'an access profile, 0 to 5': 'un profil d’accès, de 0 à 5',
  'an object': 'un objet',
};
