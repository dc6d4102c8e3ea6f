import type { CodeableConcept, Extension, HealthcareService, HealthcareServiceNotAvailable } from 'fhir/r4';
import { CODE_SYSTEM } from '../shared/code-systems';
import { EXTENSION } from '../shared/extensions';
import {
  codeOf,
  codeable,
  codeableExtension,
  confidentiality,
  list,
  openingHours,
  origin,
  reference,
  telecomExtension,
  type Hours,
  type Region,
  type TelecomRow,
  type Term,
} from './elements';

export interface ServiceRow {
  readonly specialty: readonly CodeableConcept[];
  readonly characteristic: readonly CodeableConcept[];
  readonly public?: Term;
  readonly category?: Term;
  /** Intervention zones and contacts. */
  readonly more?: readonly Extension[];
  readonly hours?: readonly Hours[];
  readonly closed?: HealthcareServiceNotAvailable;
  readonly sensitive?: boolean;
  /** Id of a place it serves. */
  readonly serves?: string;
  /** Business identifier; by default derived from the id. */
  readonly identifier?: string;
}

/** An act that the offer provides, on its own premises or outside. */
export function act(term: Term, kind: 'specificAct' | 'outsideOfficeAct' = 'specificAct'): CodeableConcept {
  return { extension: [{ url: EXTENSION.actType, valueCode: kind }], ...codeable(CODE_SYSTEM.specificAct, term) };
}

/** Age range in years, inclusive, and the public of the offer. */
function patientType([low, high]: readonly [number, number], supported?: Term): Extension {
  const years = (value: number) => ({ value, unit: 'an', system: 'http://unitsofmeasure.org', code: 'a' });
  const publics = supported ? [codeableExtension('supportedPatientInfo', CODE_SYSTEM.patientPublic, supported)] : [];
  const ageRange = { url: 'ageRange', valueRange: { low: years(low), high: years(high) } };
  return { url: EXTENSION.patientType, extension: [ageRange, ...publics] };
}

export function zone(commune: Term): Extension {
  return {
    url: EXTENSION.territorialDivision,
    extension: [
      codeableExtension('codeTerritorialDivision', CODE_SYSTEM.commune, commune),
      codeableExtension('typeTerritorialDivision', CODE_SYSTEM.territorialDivisionType, '3 Commune'),
    ],
  };
}

/** A contact of the offer, with the confidentiality of its telecom, and optionally a person. */
export function contact(purpose: Term, row: TelecomRow, name?: { family: string; given: string[] }): Extension {
  const [, , level = 1] = row;
  return {
    url: EXTENSION.serviceContact,
    extension: [
      ...(name ? [{ url: 'name', valueHumanName: name }] : []),
      codeableExtension('purposeContact', CODE_SYSTEM.contactNature, purpose),
      confidentiality(EXTENSION.confidentialityLevel, level),
      telecomExtension(row),
    ],
  };
}

export function closure(description: string, start: string, end: string): HealthcareServiceNotAvailable {
  return { id: 'closingReopeningDate', description, during: { start, end } };
}

export function service(
  id: string,
  region: Region,
  [organization, location]: readonly [organization: string, location: string],
  name: string,
  field: Term,
  ages: readonly [low: number, high: number],
  row: ServiceRow,
): HealthcareService {
  const sensitiveUnit: Extension = { url: EXTENSION.sensitiveUnit, valueBoolean: row.sensitive ?? false };
  return {
    resourceType: 'HealthcareService',
    id,
    ...origin('healthcareservice', region, sensitiveUnit, patientType(ages, row.public), ...(row.more ?? [])),
    identifier: [{ value: row.identifier ?? `OF-${codeOf(region.term)}-${id}` }],
    active: true,
    providedBy: reference('Organization', organization),
    ...list('category', row.category && [codeable(CODE_SYSTEM.offerCategory, row.category)]),
    type: [codeable(CODE_SYSTEM.activityField, field)],
    specialty: [...row.specialty],
    location: [reference('Location', location)],
    name,
    characteristic: [...row.characteristic],
    ...list('coverageArea', row.serves === undefined ? undefined : [reference('Location', row.serves)]),
    ...list('availableTime', row.hours?.flatMap(openingHours)),
    ...list('notAvailable', row.closed && [row.closed]),
  };
}
