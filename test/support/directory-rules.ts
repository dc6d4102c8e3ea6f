import type { Extension, HealthcareService, OperationOutcome, Organization, Reference } from 'fhir/r4';
import { sampleResource, type SampleResource } from '../../src/ror/sample/sample-directory';
import { codeable } from '../../src/ror/sample/elements';
import { CODE_SYSTEM } from '../../src/ror/shared/code-systems';
import { EXTENSION } from '../../src/ror/shared/extensions';
import { patchOf } from './patches';
import { type TestApp } from './test-app';
import { resourceOf } from './wire-format';

export const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
export const LEGAL = codeable(CODE_SYSTEM.legalStatus, '72 SARL');
export const SITE = codeable(CODE_SYSTEM.establishmentCategory, '355 Centre Hospitalier (C.H.)');

/** A resource of the sample, of any type. */
export type AnyResource = SampleResource &
  Pick<Organization, 'partOf' | 'type'> &
  Pick<HealthcareService, 'notAvailable'>;

export const below = (id: string, type = 'Organization'): Reference => ({ reference: `${type}/${id}` });
export const one = (reference: string) => sampleResource(reference) as AnyResource;
export const isCreation = ({ url }: Extension) => url === EXTENSION.metaCreationDate;

export interface Row {
  readonly rule: string;
  readonly target: string;
  /** Makes the body of a PUT from the sample's resource. A Parameters resource is sent as a PATCH. */
  readonly change: (before: AnyResource) => object;
  /** `code expression` of each issue of the refusal. Absent when the write is accepted. */
  readonly issues?: readonly string[];
}

export const rows: Row[] = [];
const allowed = (rule: string, target: string, change: Row['change']) => rows.push({ rule, target, change });
const refused = (rule: string, target: string, change: Row['change'], ...issues: string[]) =>
  rows.push({ rule, target, change, issues: issues.map((issue) => `business-rule ${issue}`) });

export const moved = (id: string, type?: string) => (before: AnyResource) => ({ ...before, partOf: below(id, type) });

// 3535 EJ > 3536 EG > 6900 OI > 6963 OI > 5958 OI; 3536 > 789 OI > 790 OI; 1234 EJ > 2424 EG; 1111 EJ > 4569 EG
refused('a legal entity stands below nothing', 'Organization/1234', moved('1111'), 'Organization.partOf');
refused('a site is no part of a site', 'Organization/2424', moved('4569'), 'Organization.partOf');
refused('a site is no part of an internal organization', 'Organization/2424', moved('789'), 'Organization.partOf');
allowed('a site goes to another legal entity', 'Organization/2424', moved('1111'));
refused(
  'an internal organization is no part of a legal entity',
  'Organization/789',
  moved('3535'),
  'Organization.partOf',
);
allowed('an internal organization goes to another site', 'Organization/789', moved('2001'));
allowed('an internal organization goes to another one', 'Organization/789', moved('791'));
refused('a circle of one', 'Organization/789', moved('789'), 'Organization.partOf');
refused('a circle of two', 'Organization/789', moved('790'), 'Organization.partOf');
refused('a circle of three', 'Organization/6900', moved('5958'), 'Organization.partOf');
refused(
  'a patch is no way round',
  'Organization/789',
  () => patchOf({ type: 'replace', path: 'Organization.partOf', value: { valueReference: below('3535') } }),
  'Organization.partOf',
);
refused(
  'a site that others are part of becomes no legal entity',
  'Organization/3536',
  ({ partOf: _, ...before }) => ({ ...before, type: [LEGAL] }),
  'Organization.type',
);
allowed('a site that nothing is part of does', 'Organization/4569', ({ partOf: _, ...before }) => ({
  ...before,
  type: [LEGAL],
}));
refused(
  'an internal organization becomes a site only below a legal entity',
  'Organization/790',
  (before) => ({ ...before, type: [SITE] }),
  'Organization.partOf',
);
allowed('a place is part of another', 'Location/5254', moved('5255', 'Location'));
refused('a place is no part of its own part', 'Location/5254', moved('5253', 'Location'), 'Location.partOf');

export const dated =
  (created?: string, period?: Extension['valuePeriod'], reopened?: string) => (before: AnyResource) => ({
    ...before,
    extension: [
      ...before.extension!,
      ...(created ? [{ url: EXTENSION.organizationCreationDate, valueDate: created }] : []),
      ...(period ? [{ url: EXTENSION.organizationPeriod, valuePeriod: period }] : []),
      ...(reopened ? [{ url: EXTENSION.organizationReopeningDate, valueDate: reopened }] : []),
    ],
  });
export const closing = 'Organization.extension[2].value.end';
refused('it closes after it was created', 'Organization/1234', dated('2024-05-01', { end: '2024-04' }), closing);
allowed('it closes the day it was created', 'Organization/1234', dated('2024-05-01', { end: '2024-05-01' }));
allowed('it closes some time that year', 'Organization/1234', dated('2024-05-01', { end: '2024' }));
refused(
  'it opens again after it closes',
  'Organization/789',
  dated(undefined, { end: '2024-05-02' }, '2024-05-01'),
  'Organization.extension[2].value',
);
allowed('it opens again', 'Organization/789', dated(undefined, { start: '2020', end: '2024-05-02' }, '2024-09-01'));
rows.push(
  {
    rule: 'it closes after it opens (R4: per-1)',
    target: 'Organization/789',
    change: dated(undefined, { start: '2024-05-02', end: '2024-05-01' }),
    issues: ['invariant Organization.extension[1].value'],
  },
  {
    rule: 'an offer opens again after it closes (R4: per-1)',
    target: 'HealthcareService/741',
    change: (before) => ({
      ...before,
      notAvailable: [
        { id: 'closingReopeningDate', description: 'Travaux', during: { start: '2024-05-02', end: '2024-05-01' } },
      ],
    }),
    issues: ['invariant HealthcareService.notAvailable[0].during'],
  },
  {
    rule: 'opening hours hold until after they begin to (R4: per-1)',
    target: 'HealthcareService/741',
    change: (before) => ({
      ...before,
      availableTime: [
        {
          extension: [
            {
              url: `${ROR}/ror-available-time-effective-opening-closing-date`,
              valuePeriod: { start: '2024-05', end: '2024-04' },
            },
          ],
          allDay: true,
        },
      ],
    }),
    issues: ['invariant HealthcareService.availableTime[0].extension[0].value'],
  },
);

for (const target of [
  'Organization/1234',
  'HealthcareService/741',
  'Practitioner/159',
  'PractitionerRole/753',
  'Location/654',
]) {
  const type = target.split('/')[0]!;
  const at = (date: string) => (extension: Extension) =>
    isCreation(extension) ? { ...extension, valueDateTime: date } : extension;
  const others = (before: AnyResource) => before.extension!.filter((extension) => !isCreation(extension));
  refused(
    `the creation date of ${type} stays when all is replaced`,
    target,
    ({ extension: _, ...before }) => ({
      ...before,
      ...(others(one(target)).length > 0 && { extension: others(one(target)) }),
    }),
    `${type}.extension`,
  );
  refused(
    `the creation date of ${type} stays what it is`,
    target,
    (before) => ({ ...before, extension: before.extension!.map(at('2026-01-31T08:00:00+01:00')) }),
    `${type}.extension[0].value`,
  );
  allowed(`the creation date of ${type} may be written in UTC`, target, (before) => {
    const [{ valueDateTime }] = before.extension!.filter(isCreation) as [Extension];
    return { ...before, extension: before.extension!.map(at(new Date(valueDateTime!).toISOString())) };
  });
  refused(
    `the creation date of ${type} is there once`,
    target,
    (before) => ({ ...before, extension: [...before.extension!, before.extension!.find(isCreation)!] }),
    `${type}.extension[${one(target).extension!.length}]`,
  );
  refused(
    `the creation date of ${type} is not deleted by a patch`,
    target,
    () => patchOf({ type: 'delete', path: `${type}.extension.where(url='${EXTENSION.metaCreationDate}')` }),
    `${type}.extension`,
  );
}
export type Reply = Awaited<ReturnType<TestApp['send']>>;
export const issuesOf = (reply: Reply) => (resourceOf(reply) as unknown as OperationOutcome).issue;
export const inShort = (reply: Reply) =>
  issuesOf(reply).map(({ severity, code, expression }) => `${severity} ${code} ${expression?.[0]}`);
