import type { Extension } from 'fhir/r4';
import { CODE_SYSTEM } from '../../src/ror/shared/code-systems';
import { EXTENSION } from '../../src/ror/shared/extensions';

export interface CapacityParts {
  readonly count: number;
  readonly status?: string;
  readonly type?: string;
  readonly temporality?: string;
  readonly gender?: string;
  readonly assignment?: string;
  readonly closing?: string;
  readonly bed?: string;
  readonly crisis?: string;
}

const coded = (url: string, system: string, code: string | undefined): Extension[] =>
  code === undefined ? [] : [{ url, valueCodeableConcept: { coding: [{ system, code }] } }];

/** A capacity as a bed-management client sends it. By default: beds that are free now, for anybody. */
export function capacity(parts: CapacityParts): Extension {
  const { count, status = '02', type = '02', temporality = '01', gender = '03', assignment = '01' } = parts;
  return {
    url: EXTENSION.supportedCapacity,
    extension: [
      { url: 'nbCapacity', valueInteger: count },
      { url: 'capacityUpdateDate', valueDateTime: '2025-02-26T15:17:33Z' },
      ...coded('capacityStatus', CODE_SYSTEM.capacityStatus, status),
      ...coded('capacityType', CODE_SYSTEM.capacityNature, type),
      ...coded('temporalityCapacity', CODE_SYSTEM.capacityTemporality, temporality),
      ...coded('capacitySourceType', CODE_SYSTEM.capacitySource, '02'),
      ...coded('genderCapacityAvailable', CODE_SYSTEM.capacityGender, gender),
      ...coded('temporaryAssignement', CODE_SYSTEM.temporaryAssignment, assignment),
      ...coded('capacityClosingType', CODE_SYSTEM.capacityClosingType, parts.closing),
      ...coded('additionalBedType', 'urn:test:bed', parts.bed),
      ...coded('crisisType', 'urn:test:crisis', parts.crisis),
    ],
  };
}

/** The path of a capacity as the guide writes it. */
export function pathOfCapacity({
  status = '02',
  temporality = '01',
  gender = '03',
  assignment = '01',
}: CapacityParts): string {
  const has = (part: string, code: string): string =>
    `extension.where(url = '${part}' and valueCodeableConcept.coding.code = '${code}')`;
  const criteria = [
    has('capacityStatus', status),
    has('temporalityCapacity', temporality),
    has('genderCapacityAvailable', gender),
    has('temporaryAssignement', assignment),
  ];
  return `Location.extension.where(url='${EXTENSION.supportedCapacity}').where(${criteria.join(' and ')})`;
}

/** A patch whose value contains a whole extension as JSON, as the guide writes it. */
export function capacityPatch(type: 'add' | 'replace', path: string, extension: object): object {
  const part = [
    { name: 'type', valueString: type },
    { name: 'path', valueString: path },
    { name: 'value', part: [{ extension: [extension] }] },
  ];
  return { parameter: [{ name: 'operation', part }], resourceType: 'Parameters' };
}
