import type { Organization } from 'fhir/r4';
import { say, type Message } from '../../fhir';
import { CODE_SYSTEM } from '../shared/code-systems';

/** The three levels of the directory: EJ, EG and OI in the guide. */
export type OrganizationKind = 'legal entity' | 'geographic entity' | 'internal organization';

/** The kind follows from the code system of the type: a legal status, a category, or a level inside a site. */
const KINDS: ReadonlyMap<string | undefined, OrganizationKind> = new Map([
  [CODE_SYSTEM.legalStatus, 'legal entity'],
  [CODE_SYSTEM.legalStatusGroup, 'legal entity'],
  [CODE_SYSTEM.establishmentCategory, 'geographic entity'],
  [CODE_SYSTEM.internalOrganizationType, 'internal organization'],
]);

export const KIND_NAMES: Readonly<Record<OrganizationKind, Message>> = {
  'legal entity': say`a legal entity (EJ)`,
  'geographic entity': say`a geographic entity (EG)`,
  'internal organization': say`an internal organization (OI)`,
};

/** Undefined when the types indicate none of the three kinds, or more than one. */
export function kindOf(organization: Partial<Organization> | undefined): OrganizationKind | undefined {
  let found: OrganizationKind | undefined;
  for (const type of list(organization?.type)) {
    for (const coding of list(type.coding)) {
      const kind = KINDS.get(coding.system);
      if (found !== undefined && kind !== undefined && kind !== found) return undefined;
      found ??= kind;
    }
  }
  return found;
}

/** Tolerates stored data that predate any validation. */
function list<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]).filter((item) => item !== null) : [];
}
