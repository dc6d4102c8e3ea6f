import type { Address, ContactPoint, Extension } from 'fhir/r4';
import { annuaireUrl, codeSystemUrl, hl7Url, rorUrl } from '../../../../src/ror/shared/canonical';
import { codeable, type Term } from '../../../../src/ror/sample/elements';

export const lastUpdated = '2026-01-15T06:30:00.000+01:00';

export const text = (url: string, valueString: string): Extension => ({ url, valueString });
export const flag = (url: string, valueBoolean: boolean): Extension => ({ url, valueBoolean });
export const number = (url: string, valueInteger: number): Extension => ({ url, valueInteger });

/** `coded('ror-…', 'R283-NiveauConfidentialite', '1 Accès libre')` */
export const coded = (url: string, system: string, term: Term): Extension => ({
  url,
  valueCodeableConcept: codeable(codeSystemUrl(system), term),
});

export const creation: Extension = {
  url: rorUrl('ror-meta-creation-date'),
  valueDateTime: '2022-06-14T09:15:00+02:00',
};

const channel = coded(rorUrl('ror-telecom-communication-channel'), 'R200-CanalCommunication', '2 Téléphone fixe');
const usage = text(rorUrl('ror-telecom-usage'), 'De jour');
const level = coded(rorUrl('ror-telecom-confidentiality-level'), 'R283-NiveauConfidentialite', '1 Accès libre');

export const telecomExtensions: readonly Extension[] = [channel, usage, level];

/**
 * A telecom with an extra extension from another guide, so that removing one of ours does not break the minimum too.
 */
export const contactPoint = (): ContactPoint => ({
  extension: [...telecomExtensions, text('https://example.org/note', 'Sonner longtemps')],
  system: 'phone',
  value: '01.99.00.35.36',
});

const part = (name: string, value: string): Extension => text(hl7Url(`iso21090-ADXP-${name}`), value);

export const addressLine: Pick<Address, 'line' | '_line'> = {
  line: ['2 bis quai des Trois-Rivières'],
  _line: [
    {
      extension: [
        part('careOf', 'Accueil'),
        part('additionalLocator', 'Bâtiment B'),
        part('houseNumber', '2'),
        part('buildingNumberSuffix', 'bis'),
        part('streetNameType', 'QUAI'),
        part('streetNameBase', 'des Trois-Rivières'),
        part('postBox', 'BP 12'),
        text(annuaireUrl('as-ext-lieu-dit'), 'Le Moulin'),
      ],
    },
  ],
};

export const availableTimeExtensions = (): Extension[] => [
  coded(rorUrl('ror-available-time-type-of-time'), 'R252-TypeHoraire', '02 Horaire de fonctionnement'),
  { url: rorUrl('ror-available-time-effective-opening-closing-date'), valuePeriod: { start: '2026-01-01' } },
  number(rorUrl('ror-available-time-number-days-of-week'), 1),
];
