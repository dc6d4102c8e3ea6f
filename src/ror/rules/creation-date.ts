import type { FhirResource } from 'fhir/r4';
import { isAfter, say, type IssueDetail } from '../../fhir';
import { EXTENSION } from '../shared/extensions';
import { extensionsOf, type PlacedExtension } from './placed-extension';

interface CreationDate {
  readonly url: string;
  /** Its name in the guide. */
  readonly name: string;
  readonly member: 'valueDateTime' | 'valueDate';
  /** True for the creation date of the record, which never needs correction. */
  readonly final: boolean;
}

/** Creation dates of records of any type, and of legal entities. */
const CREATION_DATES: readonly CreationDate[] = [
  { url: EXTENSION.metaCreationDate, name: 'ror-meta-creation-date', member: 'valueDateTime', final: true },
  {
    url: EXTENSION.organizationCreationDate,
    name: 'ror-organization-creation-date',
    member: 'valueDate',
    final: false,
  },
];

/** A creation date is unique and, once present, never lost, even when a client replaces a whole list. */
export function creationDatesKept(resource: FhirResource, previous?: FhirResource): IssueDetail[] {
  return CREATION_DATES.flatMap((date) => {
    const [first, second] = extensionsOf(resource, date.url);
    if (second) return [repeated(date, resource, second)];
    const stored = extensionsOf(previous, date.url).flatMap((placed) => valueOf(placed) ?? []);
    const [oldest] = stored;
    if (oldest === undefined) return [];
    const now = first && valueOf(first);
    if (!first || now === undefined) return [lost(date, resource, oldest)];
    return !date.final || stored.some((value) => isSame(value, now)) ? [] : [changed(date, resource, first, oldest)];
  });
}

function repeated({ name }: CreationDate, { resourceType }: FhirResource, { index }: PlacedExtension): IssueDetail {
  const text = say`The creation date \`${name}\` occurs more than once`;
  const hint = say`Keep only one of them.`;
  return { text, hint, expression: `${resourceType}.extension[${index}]`, path: ['extension', index] };
}

function lost({ name, url, member }: CreationDate, { resourceType }: FhirResource, stored: string): IssueDetail {
  const text = say`The creation date \`${name}\` is missing: this write would erase it`;
  const hint = say`Keep it among the extensions: { "url": "${url}", "${member}": "${stored}" }`;
  return { text, hint, expression: `${resourceType}.extension`, path: ['extension'] };
}

function changed(
  { name, member }: CreationDate,
  { resourceType }: FhirResource,
  { index }: PlacedExtension,
  stored: string,
): IssueDetail {
  const text = say`The creation date \`${name}\` cannot be changed`;
  const hint = say`It remains ${stored}`;
  return { text, hint, expression: `${resourceType}.extension[${index}].value`, path: ['extension', index, member] };
}

/** The value of either type; the profile decides which one is right. */
function valueOf({ extension }: PlacedExtension): string | undefined {
  const value: unknown = extension.valueDateTime ?? extension.valueDate;
  return typeof value === 'string' ? value : undefined;
}

/** The same instant may be written in another time zone. */
function isSame(stored: string, now: string): boolean {
  if (stored === now) return true;
  return stored.length > 10 && now.length > 10 && !isAfter(stored, now) && !isAfter(now, stored);
}
