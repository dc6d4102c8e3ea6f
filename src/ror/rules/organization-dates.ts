import type { Organization } from 'fhir/r4';
import type { IssueDetail } from '../../fhir';
import { EXTENSION } from '../shared/extensions';
import type * as Order from './order-of-dates';
import { extensionsOf } from './placed-extension';

type DateName = keyof Order.OrganizationDates;

/** Where each date is: the URL of its extension, and the members within it. */
const PLACES: Readonly<Record<DateName, { readonly url: string; readonly members: readonly string[] }>> = {
  created: { url: EXTENSION.organizationCreationDate, members: ['valueDate'] },
  closed: { url: EXTENSION.organizationPeriod, members: ['valuePeriod', 'end'] },
  reopened: { url: EXTENSION.organizationReopeningDate, members: ['valueDate'] },
};

const NAMES = Object.keys(PLACES) as DateName[];

/** The dates of an organization are in order, as far as their precision allows a comparison. */
export function datesInOrder(organization: Organization): IssueDetail[] {
  const dates: Partial<Record<DateName, string>> = {};
  const places = new Map<string, number>();
  for (const name of NAMES) {
    const { url, members } = PLACES[name];
    const [placed] = extensionsOf(organization, url);
    if (!placed) continue;
    places.set(name, placed.index);
    const value = valueAt(placed.extension, members);
    if (value !== undefined) dates[name] = value;
  }
  // A single date cannot be out of order.
  if (places.size < 2) return [];
  return late()
    .outOfOrder(dates)
    .map(({ name, wrong: { text, hint } }) => {
      const { members } = PLACES[name];
      const index = places.get(name)!;
      const [, ...below] = members;
      const expression = [`Organization.extension[${index}].value`, ...below].join('.');
      return { text, hint, expression, path: ['extension', index, ...members] };
    });
}

/** Loaded with the first organization that has two dates, because it loads class-validator. */
function late(): typeof Order {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return require('./order-of-dates') as typeof Order;
}

function valueAt(extension: object, members: readonly string[]): string | undefined {
  let value: unknown = extension;
  for (const member of members) value = (value as Readonly<Record<string, unknown>> | undefined)?.[member];
  return typeof value === 'string' ? value : undefined;
}
