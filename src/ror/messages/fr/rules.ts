import type { Translations } from '../../../fhir';

/** French texts of the directory's business rules (`rules/`). */
export const rules: Translations = {
  'The creation date `{0}` occurs more than once': 'La date de création `{0}` figure plus d’une fois',
  'Keep only one of them.': 'N’en gardez qu’une.',
  'The creation date `{0}` is missing: this write would erase it':
    'La date de création `{0}` manque : cette écriture l’effacerait',
  'Keep it among the extensions: { "url": "{0}", "{1}": "{2}" }':
    'Gardez-la parmi les extensions : { "url": "{0}", "{1}": "{2}" }',
  'The creation date `{0}` cannot be changed': 'La date de création `{0}` ne peut pas être modifiée',
  'It remains {0}': 'Elle reste fixée au {0}',
  'The {0} of a capacity has no code': 'Le {0} d’une capacité n’a pas de code',
  'The {0} of a capacity is {1}, which is not an allowed code':
    'Le {0} d’une capacité vaut {1}, qui n’est pas un code admis',
  'Send one of {0} from the system {1}.': 'Envoyez l’un des codes {0}, du système {1}.',
  'The {0} of a capacity is {1} {2}, which is not a number of beds or places':
    'Le {0} d’une capacité est {1} {2}, ce qui n’est pas un nombre de lits ou de places',
  'Send a whole number of at least 0 as valueInteger.': 'Envoyez un nombre entier d’au moins 0 en valueInteger.',
  'The capacity with {0} occurs {1} times; each capacity may occur only once':
    'La capacité avec {0} figure {1} fois ; chaque capacité ne peut figurer qu’une fois',
  'To change the existing one, send replace with the path {0} and the whole extension as its value.':
    'Pour modifier celle qui existe, envoyez replace avec le chemin {0} et l’extension entière comme valeur.',
  'The organization closes before its creation date': 'L’organisation ferme avant sa date de création',
  'The end of `organization-period` is its closing date, which must be later than `ror-organization-creation-date`.':
    'La fin de `organization-period` est sa date de fermeture, qui doit être postérieure à `ror-organization-creation-date`.',
  'The organization reopens before it closes': 'L’organisation rouvre avant d’avoir fermé',
  '`ror-organization-reopening-date` must be later than the end of `organization-period`, its closing date. Change one of them, or remove the one that no longer applies.':
    '`ror-organization-reopening-date` doit être postérieure à la fin de `organization-period`, sa date de fermeture. Modifiez l’une des deux, ou retirez celle qui n’est plus valable.',
  'a legal entity (EJ)': 'une entité juridique (EJ)',
  'a geographic entity (EG)': 'une entité géographique (EG)',
  'an internal organization (OI)': 'une organisation interne (OI)',
  'A legal entity (EJ) is the top of its hierarchy; leave partOf out.':
    'Une entité juridique (EJ) est le sommet de son arborescence : retirez partOf.',
  'A geographic entity (EG) is part of a legal entity (EJ).':
    'Une entité géographique (EG) est rattachée à une entité juridique (EJ).',
  'An internal organization (OI) is part of a geographic entity (EG), or of another internal organization.':
    'Une organisation interne (OI) est rattachée à une entité géographique (EG), ou à une autre organisation interne.',
  'This is {0}, which cannot be part of anything': 'C’est {0} : elle ne peut être rattachée à rien',
  'This is {0}, which cannot be part of {1}, {2}': 'C’est {0} : elle ne peut pas être rattachée à {1}, {2}',
  'This becomes {0}: {1}, {2}, cannot be part of it': 'Elle devient {0} : {1}, {2}, ne peut pas y être rattachée',
  'First move the organizations below it. {0}': 'Rattachez d’abord ailleurs les organisations qui en dépendent. {0}',
  '{0} would be part of itself: {1}': '{0} serait rattachée à elle-même : {1}',
  'Choose a parent that is not below it.': 'Choisissez un parent qui n’en dépend pas.',
  'The hierarchy has more than {0} levels above this resource':
    'La hiérarchie compte plus de {0} niveaux au-dessus de cette ressource',
  'Check the hierarchy for a cycle, or choose a parent nearer to the top.':
    'Vérifiez que la hiérarchie ne contient pas de boucle, ou choisissez un parent plus proche du sommet.',
};
