import { validateSync } from 'class-validator';
import type { Organization } from 'fhir/r4';
import { say, type IssueDetail } from '../../fhir';
import { EXTENSION } from '../shared/extensions';
import { IsNotBefore, NOT_BEFORE, type WrongOrder } from './is-not-before';
import { extensionsOf } from './placed-extension';

/**
 * The dates in the life of an organization, each in its own extension. That it opens before it closes is already a rule
 * of R4, since both dates are in one Period (per-1).
 */
class OrganizationDates {
  /** When the legal entity was created. */
  created: string | undefined = undefined;

  @IsNotBefore<OrganizationDates>('created', {
    text: say`The organization closes before its creation date`,
    hint: say`The end of \`organization-period\` is its closing date, which must be later than \`ror-organization-creation-date\`.`,
  })
  closed: string | undefined = undefined;

  /** When it is expected to reopen. */
  @IsNotBefore<OrganizationDates>('closed', {
    text: say`The organization reopens before it closes`,
    hint: say`\`ror-organization-reopening-date\` must be later than the end of \`organization-period\`, its closing date. Change one of them, or remove the one that no longer applies.`,
  })
  reopened: string | undefined = undefined;
}

type DateName = keyof OrganizationDates;

/** Where each date is: the URL of its extension, and the members within it. */
const PLACES: Readonly<Record<DateName, { readonly url: string; readonly members: readonly string[] }>> = {
  created: { url: EXTENSION.organizationCreationDate, members: ['valueDate'] },
  closed: { url: EXTENSION.organizationPeriod, members: ['valuePeriod', 'end'] },
  reopened: { url: EXTENSION.organizationReopeningDate, members: ['valueDate'] },
};

const NAMES = Object.keys(PLACES) as DateName[];

/** The dates of an organization are in order, as far as their precision allows a comparison. */
export function datesInOrder(organization: Organization): IssueDetail[] {
  const dates = new OrganizationDates();
  const places = new Map<string, number>();
  for (const name of NAMES) {
    const { url, members } = PLACES[name];
    const [placed] = extensionsOf(organization, url);
    if (!placed) continue;
    places.set(name, placed.index);
    dates[name] = valueAt(placed.extension, members);
  }
  // A single date cannot be out of order.
  if (places.size < 2) return [];
  return validateSync(dates).map(({ property, contexts }) => {
    const { text, hint } = contexts?.[NOT_BEFORE] as WrongOrder;
    const { members } = PLACES[property as DateName];
    const index = places.get(property)!;
    const [, ...below] = members;
    const expression = [`Organization.extension[${index}].value`, ...below].join('.');
    return { text, hint, expression, path: ['extension', index, ...members] };
  });
}

function valueAt(extension: object, members: readonly string[]): string | undefined {
  let value: unknown = extension;
  for (const member of members) value = (value as Readonly<Record<string, unknown>> | undefined)?.[member];
  return typeof value === 'string' ? value : undefined;
}
