import type { Documentation } from '../../fhir';
import type { AccessProfile } from './access-profile';

interface LabelFacts {
  /** Describes the elements that carry the label. */
  readonly what: Documentation;
  readonly hiddenFrom: readonly AccessProfile[];
}

const hidden = (from: string, en: string, fr: string): LabelFacts => ({
  what: { en, fr },
  hiddenFrom: [...from] as AccessProfile[],
});

/**
 * Every reason to hide an element, and the profiles it is hidden from. An element without a label is shown to
 * everybody; one inside a hidden element is hidden with it.
 */
export const LABELS = {
  'contact-open': hidden('4', 'open (1)', 'libre (1)'),
  'contact-restricted': hidden('034', 'restricted (2)', 'restreint (2)'),
  'contact-restricted-social': hidden(
    '04',
    'restricted (2), of a medico-social offer',
    'restreint (2), d’une offre médico-sociale',
  ),
  'contact-very-restricted': hidden(
    '02345',
    'very restricted (3), or without a level that is known',
    'très restreint (3), ou sans niveau connu',
  ),
  personal: hidden('4', 'always', 'toujours'),
  'sensitive-unit': hidden('0235', 'of a sensitive unit', 'd’une unité sensible'),
  'capacity-assigned': hidden('03', 'installed (01), assigned for a time', 'installée (01), affectée temporairement'),
  'capacity-current': hidden(
    '035',
    'any other state: available, occupied, reserved, closed',
    'tout autre statut : disponible, occupé, réservé, fermé',
  ),
  'capacity-additional': hidden('0235', 'additional (06): exceptional', 'supplémentaire (06) : exceptionnelle'),
  equipment: hidden('03', 'always', 'toujours'),
  emergency: hidden('0235', 'always', 'toujours'),
  narrative: hidden('02345', 'always', 'toujours'),
  place: hidden('0235', 'always', 'toujours'),
} satisfies Record<string, LabelFacts>;

export type Label = keyof typeof LABELS;

export const ALL_LABELS = Object.keys(LABELS) as readonly Label[];

export function isHidden(label: Label, profile: AccessProfile): boolean {
  return LABELS[label].hiddenFrom.includes(profile);
}
