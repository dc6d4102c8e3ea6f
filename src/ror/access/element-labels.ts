import type { Documentation, JsonObject, JsonValue } from '../../fhir';
import { CODE_SYSTEM } from '../shared/code-systems';
import { EXTENSION } from '../shared/extensions';
import { codesOf, codesOfExtensions, objectsOf } from './codes';
import type { Label } from './labels';

/**
 * Determines the label of an element from itself and its resource; the strictest one when the data are not understood.
 */
export interface ElementLabel {
  /** All possible labels; undefined stands for no label. */
  readonly labels: readonly (Label | undefined)[];
  /** Describes the elements without a label. */
  readonly open?: Documentation;
  of(element: JsonValue, resource: JsonObject): Label | undefined;
}

/** The same label for every element. */
export function always(label: Label): ElementLabel {
  return { labels: [label], of: () => label };
}

const LEVEL_URLS = [
  EXTENSION.telecomConfidentialityLevel,
  EXTENSION.contactConfidentialityLevel,
  EXTENSION.confidentialityLevel,
];

/**
 * A contact or telecom, by the confidentiality level in its extensions; the highest of several counts. Without a level
 * it counts as very restricted, since nobody has allowed it to be shown.
 */
export const byLevel: ElementLabel = {
  labels: ['contact-open', 'contact-restricted', 'contact-restricted-social', 'contact-very-restricted'],
  of(element, resource) {
    const levels = codesOfExtensions(element, LEVEL_URLS, CODE_SYSTEM.confidentialityLevel);
    if (levels.length === 0 || levels.some((level) => level !== '1' && level !== '2')) return 'contact-very-restricted';
    if (!levels.includes('2')) return 'contact-open';
    return isMedicoSocial(resource) ? 'contact-restricted-social' : 'contact-restricted';
  },
};

const INSTALLED = '01';
const ADDITIONAL = '06';
const UNASSIGNED = '01';

/** A capacity record (beds or places), by its status and its temporary assignment. */
export const byCapacity: ElementLabel = {
  labels: [undefined, 'capacity-assigned', 'capacity-current', 'capacity-additional'],
  open: { en: 'installed (01), assigned to nothing (01)', fr: 'installée (01), sans affectation (01)' },
  of(element) {
    const states = codesOfExtensions(element, ['capacityStatus'], CODE_SYSTEM.capacityStatus);
    if (states.includes(ADDITIONAL)) return 'capacity-additional';
    if (states.length === 0 || states.some((state) => state !== INSTALLED)) return 'capacity-current';
    const assigned = codesOfExtensions(element, ['temporaryAssignement'], CODE_SYSTEM.temporaryAssignment);
    return assigned.length > 0 && assigned.every((code) => code === UNASSIGNED) ? undefined : 'capacity-assigned';
  },
};

/** A whole offer, confidential when its extension says so or has a value that is not a boolean. */
export const bySensitivity: ElementLabel = {
  labels: [undefined, 'sensitive-unit'],
  open: { en: 'of any other unit', fr: 'de toute autre unité' },
  of(_element, resource) {
    const isSensitive = objectsOf(resource['extension']).some(
      ({ url, valueBoolean }) => url === EXTENSION.sensitiveUnit && valueBoolean !== false,
    );
    return isSensitive ? 'sensitive-unit' : undefined;
  },
};

/** Whether a resource states that all its activity is medico-social; only offers state that. */
function isMedicoSocial({ resourceType, type }: JsonObject): boolean {
  if (resourceType !== 'HealthcareService') return false;
  const fields = objectsOf(type).flatMap((concept) => codesOf(concept, CODE_SYSTEM.activityField));
  return fields.length > 0 && fields.every((code) => code === MEDICO_SOCIAL);
}

/** Fields of activity, TRE_R227. */
export const MEDICO_SOCIAL = '04';
export const AMBULATORY = '05';
