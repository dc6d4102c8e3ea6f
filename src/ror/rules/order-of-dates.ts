import { validateSync } from 'class-validator';
import { say } from '../../fhir';
import { IsNotBefore, NOT_BEFORE, type WrongOrder } from './is-not-before';

/**
 * The dates in the life of an organization, each in its own extension. That it opens before it closes is already a rule
 * of R4, since both dates are in one Period (per-1).
 */
export class OrganizationDates {
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

/** A date that is before one that it must not precede. */
export interface DateOutOfOrder {
  readonly name: keyof OrganizationDates;
  readonly wrong: WrongOrder;
}

export function outOfOrder(dates: Partial<Record<keyof OrganizationDates, string>>): readonly DateOutOfOrder[] {
  return validateSync(Object.assign(new OrganizationDates(), dates)).map(({ property, contexts }) => ({
    name: property as keyof OrganizationDates,
    wrong: contexts?.[NOT_BEFORE] as WrongOrder,
  }));
}
