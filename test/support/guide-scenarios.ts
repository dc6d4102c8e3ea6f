import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactPoint, HealthcareService, Organization, PractitionerRole, Resource } from 'fhir/r4';

export const payload = (name: string): string => readFileSync(join(__dirname, '../../src/ror/scenarios', name), 'utf8');
export const json = <T>(name: string): T => JSON.parse(payload(name)) as T;
export const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
export const NOS = 'https://mos.esante.gouv.fr/NOS';
export const SPECIALTY = `${NOS}/TRE_R211-ActiviteOperationnelle/FHIR/TRE-R211-ActiviteOperationnelle`;

interface Part {
  readonly name?: string;
  readonly part?: Part[];
  readonly [value: string]: unknown;
}
/** The value of the n-th operation of a payload, whatever the name of its member. */
export function valueOf<T = object>(name: string, operation = 0): T {
  const parts = json<{ parameter: Part[] }>(name).parameter[operation]?.part ?? [];
  const { name: _, ...value } = parts.find((part) => part.name === 'value')!;
  return Object.values(value)[0] as T;
}
export const asList = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
/** A concept of a payload, with `coding` and `extension` as lists. */
export function concept(name: string, operation: number): object {
  const { coding, extension } = valueOf<{ coding: object; extension?: object }>(name, operation);
  return { coding: asList(coding), ...(extension && { extension: asList(extension) }) };
}

export interface Scenario {
  readonly title: string;
  readonly file: string;
  readonly target: string;
  readonly after: (before: never) => object;
  /** The dialect rules that the response header lists. */
  readonly rules?: readonly string[];
}
export const withTelecom = (telecom: object) => (before: object) => ({ ...before, telecom });

export const scenarios: readonly Scenario[] = [
  {
    title: '1: a legal entity moves (strict)',
    file: 'update-s01-strict-r4.json',
    target: 'Organization/1234',
    after: (before: Organization) => ({ ...before, address: [valueOf('update-s01-strict-r4.json')] }),
  },
  {
    title: '1: a legal entity moves (as printed)',
    file: 'update-s01-as-printed.json',
    target: 'Organization/1234',
    rules: ['type-as-string', 'name-on-replace', 'untyped-value'],
    after: (before: Organization) => ({ ...before, address: [valueOf('update-s01-as-printed.json')] }),
  },
  {
    title: '2: another phone, one more contact (strict)',
    file: 'update-s02-strict-r4.json',
    target: 'Organization/4569',
    after: (before: Organization) => ({
      ...before,
      telecom: [valueOf('update-s02-strict-r4.json', 1)],
      contact: [
        ...before.contact!,
        {
          extension: [
            restricted('ror-contact-confidentiality-level'),
            {
              url: `${ROR}/ror-contact-function-contact`,
              valueCodeableConcept: {
                coding: [
                  {
                    system: `${NOS}/TRE_R251-FonctionContact/FHIR/TRE-R251-FonctionContact`,
                    code: '01',
                    display: 'Directeur',
                  },
                ],
              },
            },
          ],
          name: { family: 'GREDIN', given: ['Thierry'] },
          telecom: [
            {
              extension: [landline(), restricted('ror-telecom-confidentiality-level')],
              system: 'phone',
              value: '01.01.01.02.03',
            },
          ],
        },
      ],
    }),
  },
  {
    title: '2: another phone, one more contact (as printed, comma added)',
    file: 'update-s02-comma-repaired.json',
    target: 'Organization/4569',
    rules: [
      'type-as-string',
      'list-in-value',
      'replace-whole-list',
      'untyped-value',
      'wrap-list',
      'telecom-system-from-channel',
    ],
    after: (before: Organization) => ({
      ...before,
      telecom: valueOf<ContactPoint[]>('update-s02-comma-repaired.json'),
      contact: [
        ...before.contact!,
        {
          name: { family: 'GREDIN', given: ['Thierry'] },
          purpose: {
            coding: [
              {
                system: `${NOS}/TRE_R251-FonctionContact/FHIR/TRE-R251-FonctionContact`,
                code: '01',
                display: 'Directeur',
              },
            ],
          },
          extension: [restricted('ror-contact-confidentiality-level')],
          telecom: [
            {
              value: '01.01.01.02.03',
              extension: [landline(), restricted('ror-contact-confidentiality-level')],
              system: 'phone',
            },
          ],
        },
      ],
    }),
  },
  {
    title: '3: an internal organization is renamed (strict)',
    file: 'update-s03-strict-r4.json',
    target: 'Organization/789',
    after: (before: Organization) => ({ ...before, name: 'TECOTRO (Tête, cou et tronc)' }),
  },
  {
    title: '3: an internal organization is renamed (as printed)',
    file: 'update-s03-as-printed.json',
    target: 'Organization/789',
    rules: ['type-as-string', 'name-on-replace'],
    after: (before: Organization) => ({ ...before, name: 'TECOTRO (Tête, cou et tronc)' }),
  },
  {
    title: '4: a practitioner is reached otherwise (strict)',
    file: 'update-s04-strict-r4.json',
    target: 'Practitioner/159',
    after: withTelecom([valueOf('update-s04-strict-r4.json', 1), valueOf('update-s04-strict-r4.json', 2)]),
  },
  {
    title: '4: a practitioner is reached otherwise (as printed)',
    file: 'update-s04-as-printed.json',
    target: 'Practitioner/159',
    rules: ['type-as-string', 'list-in-value', 'replace-whole-list'],
    after: withTelecom(valueOf<ContactPoint[]>('update-s04-as-printed.json')),
  },
  ...['strict-r4', 'as-printed'].flatMap((form): Scenario[] => [
    {
      title: `5: two specialties, in order (${form})`,
      file: `update-s05-${form}.json`,
      target: 'PractitionerRole/753',
      ...(form === 'as-printed' && { rules: ['type-as-string', 'wrap-list'] }),
      after: (before: PractitionerRole) => ({
        ...before,
        specialty: [...(before.specialty ?? []), ...[0, 1].map((n) => concept(`update-s05-${form}.json`, n))],
      }),
    },
    {
      title: `6: one more act (${form})`,
      file: `update-s06-${form}.json`,
      target: 'HealthcareService/741',
      ...(form === 'as-printed' && { rules: ['type-as-string', 'wrap-list'] }),
      after: (before: HealthcareService) => ({
        ...before,
        characteristic: [...before.characteristic!, concept(`update-s06-${form}.json`, 0)],
      }),
    },
    {
      title: `7: one activity ends (${form})`,
      file: `update-s07-${form}.json`,
      target: 'HealthcareService/852',
      ...(form === 'as-printed' && { rules: ['type-as-string', 'delete-by-value', 'wrap-list'] }),
      after: (before: HealthcareService) => ({
        ...before,
        specialty: before.specialty!.filter(
          ({ coding }) => !coding!.some(({ system, code }) => system === SPECIALTY && code === '040'),
        ),
      }),
    },
    {
      title: `8: six additions, in order (${form})`,
      file: `update-s08-${form}.json`,
      target: 'HealthcareService/963',
      ...(form === 'as-printed' && { rules: ['type-as-string', 'wrap-list', 'untyped-value'] }),
      after: (before: HealthcareService) => ({
        ...before,
        specialty: [...before.specialty!, ...[0, 1].map((n) => concept(`update-s08-${form}.json`, n))],
        characteristic: [...before.characteristic!, ...[2, 3, 4, 5].map((n) => concept(`update-s08-${form}.json`, n))],
      }),
    },
  ]),
];

export function restricted(extension: string): object {
  const system = `${NOS}/TRE_R283-NiveauConfidentialite/FHIR/TRE-R283-NiveauConfidentialite`;
  return {
    url: `${ROR}/${extension}`,
    valueCodeableConcept: { coding: [{ system, code: '2', display: 'Accès restreint' }] },
  };
}
export function landline(): object {
  const system = `${NOS}/TRE_R200-CanalCommunication/FHIR/TRE-R200-CanalCommunication`;
  return {
    url: `${ROR}/ror-telecom-communication-channel`,
    valueCodeableConcept: { coding: [{ system, code: '2', display: 'Téléphone fixe' }] },
  };
}

/** The content of a resource, without what the server wrote into `meta`. */
export function content(resource: Resource): object {
  const { versionId: _, lastUpdated: __, ...meta } = resource.meta ?? {};
  return { ...resource, meta };
}
