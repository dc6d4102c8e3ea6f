import type { FhirResource } from 'fhir/r4';
import { isAfter, say, type IssueDetail } from '../../fhir';
import { EXTENSION } from '../shared/extensions';
import { extensionsOf, type PlacedExtension } from './placed-extension';

interface CreationDate {
  readonly url: string;
  /** As the guide names it. */
  readonly name: string;
  readonly member: 'valueDateTime' | 'valueDate';
  /** It says when the record came to be: there is nothing to correct. */
  readonly final: boolean;
}

/** When a record of any type came to be, and when a legal entity did. */
const CREATION_DATES: readonly CreationDate[] = [
  { url: EXTENSION.metaCreationDate, name: 'ror-meta-creation-date', member: 'valueDateTime', final: true },
  {
    url: EXTENSION.organizationCreationDate,
    name: 'ror-organization-creation-date',
    member: 'valueDate',
    final: false,
  },
];

/** A creation date is there once and, once there, is never lost: also where a client replaces a whole list. */
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
  const text = say`The creation date \`${name}\` is there more than once`;
  const hint = say`Keep one of them: nothing is created twice.`;
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
  const hint = say`It stays ${stored}`;
  return { text, hint, expression: `${resourceType}.extension[${index}].value`, path: ['extension', index, member] };
}

/** Whichever of the two types it has: which one is right is the profile's to say. */
function valueOf({ extension }: PlacedExtension): string | undefined {
  const value: unknown = extension.valueDateTime ?? extension.valueDate;
  return typeof value === 'string' ? value : undefined;
}

/** The same moment may be written in another zone. */
function isSame(stored: string, now: string): boolean {
  if (stored === now) return true;
  return stored.length > 10 && now.length > 10 && !isAfter(stored, now) && !isAfter(now, stored);
}
