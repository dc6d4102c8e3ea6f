import type { Translations } from '../../../fhir';

/** French texts of the directory's business rules (`rules/`). */
export const rules: Translations = {
  'The creation date `{0}` is there more than once': 'La date de création `{0}` figure plus d’une fois',
  'Keep one of them: nothing is created twice.': 'Gardez-en une seule : rien n’est créé deux fois.',
  'The creation date `{0}` is missing: this write would erase it':
    'La date de création `{0}` manque : cette écriture l’effacerait',
  'Keep it among the extensions: { "url": "{0}", "{1}": "{2}" }':
    'Gardez-la parmi les extensions : { "url": "{0}", "{1}": "{2}" }',
  'The creation date `{0}` cannot be changed': 'La date de création `{0}` ne peut pas être modifiée',
  'It stays {0}': 'Elle reste fixée au {0}',
  'The {0} of a capacity has no code': 'Le {0} d’une capacité n’a pas de code',
  'The {0} of a capacity is {1}, which is not in its list':
    'Le {0} d’une capacité vaut {1}, qui n’est pas dans sa liste',
  'Send one of {0}, of the system {1}.': 'Envoyez l’un de {0}, du système {1}.',
  'The {0} of a capacity is {1} {2}, which is not a number of beds or places':
    'Le {0} d’une capacité est {1} {2}, ce qui n’est pas un nombre de lits ou de places',
  'Send a whole number, 0 or more, as valueInteger.': 'Envoyez un nombre entier, 0 ou plus, en valueInteger.',
  'The capacity with {0} is there {1} times, and there is one of each':
    'La capacité avec {0} figure {1} fois, alors qu’il n’y en a qu’une de chaque',
  'To change the one that was there, send replace with the path {0}, and the whole extension as its value.':
    'Pour modifier celle qui y était, envoyez replace avec le chemin {0}, et l’extension entière comme valeur.',
  'The organization closes before it was created': 'L’organisation ferme avant d’avoir été créée',
  'The end of `organization-period` is its closing date: it comes after `ror-organization-creation-date`.':
    'La fin de `organization-period` est sa date de fermeture : elle suit `ror-organization-creation-date`.',
  'The organization opens again before it closes': 'L’organisation rouvre avant d’avoir fermé',
  '`ror-organization-reopening-date` comes after the end of `organization-period`, its closing date: change one, or remove the one that no longer holds.':
    '`ror-organization-reopening-date` suit la fin de `organization-period`, sa date de fermeture : modifiez l’une des deux, ou retirez celle qui n’est plus valable.',
  'a legal entity (EJ)': 'une entité juridique (EJ)',
  'a geographic entity (EG)': 'une entité géographique (EG)',
  'an internal organization (OI)': 'une organisation interne (OI)',
  'A legal entity (EJ) is the top of its tree: leave partOf out.':
    'Une entité juridique (EJ) est le sommet de son arborescence : retirez partOf.',
  'A geographic entity (EG) is part of a legal entity (EJ).':
    'Une entité géographique (EG) est rattachée à une entité juridique (EJ).',
  'An internal organization (OI) is part of a geographic entity (EG), or of another internal organization.':
    'Une organisation interne (OI) est rattachée à une entité géographique (EG), ou à une autre organisation interne.',
  'This is {0}: it cannot be part of anything': 'C’est {0} : elle ne peut être rattachée à rien',
  'This is {0}: it cannot be part of {1}, {2}': 'C’est {0} : elle ne peut pas être rattachée à {1}, {2}',
  'This becomes {0}: {1}, {2}, cannot be part of it': 'Elle devient {0} : {1}, {2}, ne peut pas y être rattachée',
  'First move what stands below it. {0}': 'Rattachez d’abord ailleurs ce qui en dépend. {0}',
  '{0} would be part of itself: {1}': '{0} serait rattachée à elle-même : {1}',
  'Choose a parent that does not stand below it.': 'Choisissez un parent qui n’en dépend pas.',
  'More than {0} levels stand above, which is more than is followed':
    'Plus de {0} niveaux sont au-dessus : au-delà, ils ne sont pas suivis',
  'Look for a circle among them, or choose a parent nearer to the top.':
    'Cherchez une boucle parmi eux, ou choisissez un parent plus proche du sommet.',
};
