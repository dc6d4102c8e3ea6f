import { RESOURCE_COUNT } from './plan';

export const TYPE = 'Organization';
export const MEDIA_TYPE = 'application/fhir+json';

/** Instant of the first versions, milliseconds since 1970. */
export const SEEDED_AT = Date.UTC(2026, 0, 31, 8);

const PROFILE = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-organization';
const CHANNEL = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-telecom-communication-channel';
const CHANNELS = 'https://mos.esante.gouv.fr/NOS/TRE_R200-CanalCommunication/FHIR/TRE-R200-CanalCommunication';
const FINESS = 'https://finess.esante.gouv.fr';

interface Meta {
  readonly versionId?: string;
  readonly lastUpdated?: string;
}

/** The id of one of the RESOURCE_COUNT resources; `sequence` may be any whole number from 0. */
export function idAt(sequence: number): string {
  return `bench-${String(sequence % RESOURCE_COUNT).padStart(4, '0')}`;
}

/**
 * A hospital as in a real directory: about 4 KB of JSON, valid R4.
 * @param change part of its name, so that a different value makes a different resource
 */
export function organization(id: string, change: number | string, meta: Meta = {}): object {
  return {
    resourceType: TYPE,
    id,
    meta: { ...meta, profile: [PROFILE] },
    language: 'fr-FR',
    identifier: [
      identifier(FINESS, '750056368', 'FINEG', 'Identifiant FINESS de l’entité géographique'),
      identifier('https://sirene.fr', '26750045200011', 'SIRET', 'Identifiant SIRET'),
      identifier(
        'https://ror.esante.gouv.fr/organization',
        '75-ROR-4569',
        'INTRN',
        'Identifiant interne du répertoire',
      ),
    ],
    active: true,
    type: [
      concept('TRE_R66-CategorieEtablissement', '101', 'Centre hospitalier régional (C.H.R.)'),
      concept('TRE_R72-FinessStatutJuridique', '13', 'Établissement public communal d’hospitalisation'),
    ],
    name: `Centre hospitalier du Val d’Oise, révision ${change}`,
    alias: ['CHVO', 'Hôpital du Val d’Oise', 'Centre hospitalier intercommunal de Pontoise et du Val d’Oise'],
    telecom: [
      telecom('phone', '+33 1 30 75 40 40', '1', 'Téléphone fixe'),
      telecom('email', 'accueil@chvo.example.org', '3', 'Courrier électronique'),
      { system: 'url', value: 'https://www.chvo.example.org/organisation/acces', use: 'work', rank: 3 },
    ],
    address: [address('6 avenue de l’Île-de-France', 'Pontoise', '95300')],
    partOf: { reference: 'Organization/bench-parent', display: 'Groupement hospitalier Nord Ouest Vexin Val d’Oise' },
    contact: ['Urgences adultes', 'Maternité', 'Pédiatrie', 'Cardiologie'].map(contact),
  };
}

/** A FHIRPath Patch of three operations; each request changes all three elements. */
export function patch(change: number): object {
  return {
    resourceType: 'Parameters',
    parameter: [
      replace('Organization.name', 'valueString', `Centre hospitalier du Val d’Oise, état ${change}`),
      replace('Organization.telecom[0].value', 'valueString', `+33 1 ${String(change).padStart(8, '0')}`),
      replace('Organization.address[0].city', 'valueString', `Pontoise ${change}`),
    ],
  };
}

function replace(path: string, valueType: string, value: string): object {
  return {
    name: 'operation',
    part: [
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: path },
      { name: 'value', [valueType]: value },
    ],
  };
}

function identifier(system: string, value: string, code: string, display: string): object {
  return { use: 'official', type: concept('TRE_G07-TypeIdentifiantStructure', code, display), system, value };
}

function concept(table: string, code: string, display: string): object {
  return { coding: [{ system: `https://mos.esante.gouv.fr/NOS/${table}/FHIR/${table}`, code, display }] };
}

function telecom(system: string, value: string, channel: string, display: string): object {
  const valueCodeableConcept = { coding: [{ system: CHANNELS, code: channel, display }] };
  return { extension: [{ url: CHANNEL, valueCodeableConcept }], system, value, use: 'work' };
}

function address(line: string, city: string, postalCode: string): object {
  return {
    use: 'work',
    type: 'both',
    text: `${line}, ${postalCode} ${city}`,
    line: [line],
    city,
    postalCode,
    country: 'FRA',
  };
}

function contact(department: string, rank: number): object {
  return {
    purpose: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/contactentity-type', code: 'PATINF' }],
      text: department,
    },
    name: { use: 'official', family: 'Lefèvre-Martin', given: ['Anne', 'Louise'], prefix: ['Dr'] },
    telecom: [{ system: 'phone', value: `+33 1 30 75 41 0${rank}`, use: 'work' }],
  };
}
