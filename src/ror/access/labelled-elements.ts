import type { Documentation } from '../../fhir';
import { EXTENSION } from '../shared/extensions';
import { always, byCapacity, byLevel, bySensitivity, type ElementLabel } from './element-labels';

/** A member, or the extensions with a URL; for a list, each of its items. */
export type Step = string | { readonly extension: string };

export interface LabelledElement {
  /** Resource type, or `*` for every type. */
  readonly type: string;
  /** Steps from the resource down; empty for the resource itself. */
  readonly at: readonly Step[];
  readonly label: ElementLabel;
  readonly what: Documentation;
}

const extension = (url: string): Step => ({ extension: url });
const row = (type: string, at: readonly Step[], label: ElementLabel, en: string, fr: string): LabelledElement => ({
  type,
  at,
  label,
  what: { en, fr },
});

const TELECOM: readonly [string, string] = ['telecom', 'télécommunication'];
const personal = always('personal');
const person = (member: string, en: string, fr: string) => row('Practitioner', [member], personal, en, fr);

/** Every element that is hidden from some profile, one row per element. */
export const LABELLED_ELEMENTS: readonly LabelledElement[] = [
  row('Organization', ['telecom'], byLevel, ...TELECOM),
  row('Organization', ['contact'], byLevel, 'contact', 'contact'),
  row('Organization', ['contact', 'telecom'], byLevel, 'telecom of a contact', 'télécommunication d’un contact'),
  row('Organization', [extension(EXTENSION.dropZone)], always('emergency'), 'drop zone', 'zone de poser'),
  row(
    'Organization',
    [extension(EXTENSION.levelOfRecourse)],
    always('emergency'),
    'level of recourse (ORSAN)',
    'niveau de recours ORSAN',
  ),

  row('HealthcareService', [], bySensitivity, 'the whole offer', 'l’offre entière'),
  row('HealthcareService', ['telecom'], byLevel, ...TELECOM),
  row('HealthcareService', [extension(EXTENSION.serviceContact)], byLevel, 'contact', 'contact'),
  row(
    'HealthcareService',
    [extension(EXTENSION.serviceContact), extension(EXTENSION.serviceContactTelecom)],
    byLevel,
    'telecom of a contact',
    'télécommunication d’un contact',
  ),
  row('HealthcareService', ['coverageArea'], always('place'), 'places that it serves', 'lieux qu’elle dessert'),

  row('Location', ['telecom'], byLevel, ...TELECOM),
  row('Location', ['partOf'], always('place'), 'place that it is part of', 'lieu dont il fait partie'),
  row('Location', [extension(EXTENSION.supportedCapacity)], byCapacity, 'capacity', 'capacité d’accueil'),
  row('Location', [extension(EXTENSION.equipment)], always('equipment'), 'equipment', 'équipement spécifique'),

  row('Practitioner', ['telecom'], byLevel, ...TELECOM),
  person('identifier', 'identifiers', 'identifiants'),
  person('name', 'name', 'nom'),
  person('gender', 'gender', 'sexe'),
  person('birthDate', 'date of birth', 'date de naissance'),
  person('address', 'address', 'adresse'),
  person('photo', 'photo', 'photo'),
  person('communication', 'languages', 'langues'),

  row('PractitionerRole', ['telecom'], byLevel, ...TELECOM),
  row('PractitionerRole', [extension(EXTENSION.practitionerRoleName)], personal, 'name in practice', 'nom d’exercice'),
  row(
    'PractitionerRole',
    ['practitioner', 'display'],
    personal,
    'display of the practitioner',
    'libellé du professionnel',
  ),
  row(
    'PractitionerRole',
    ['practitioner', 'identifier'],
    personal,
    'number of the practitioner',
    'numéro du professionnel',
  ),
  row('PractitionerRole', ['location'], always('place'), 'places of the role', 'lieux où elle est exercée'),

  // Both may repeat data that are hidden elsewhere.
  row('*', ['text'], always('narrative'), 'narrative', 'texte narratif'),
  row('*', ['contained'], always('narrative'), 'contained resources', 'ressources contenues'),
];
