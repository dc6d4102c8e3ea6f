import type { Organization } from 'fhir/r4';
import { say, type IssueDetail, type Message, type Neighbours } from '../../fhir';
import { KIND_NAMES, kindOf, type OrganizationKind } from './organization-kind';
import { isMoved, noCircle, parentOf, placeOfParent } from './part-of';

interface Standing {
  readonly below: readonly OrganizationKind[];
  readonly hint: Message;
}

/** What each kind may be part of. */
const STANDING: Readonly<Record<OrganizationKind, Standing>> = {
  'legal entity': { below: [], hint: say`A legal entity (EJ) is the top of its tree: leave partOf out.` },
  'geographic entity': {
    below: ['legal entity'],
    hint: say`A geographic entity (EG) is part of a legal entity (EJ).`,
  },
  'internal organization': {
    below: ['geographic entity', 'internal organization'],
    hint: say`An internal organization (OI) is part of a geographic entity (EG), or of another internal organization.`,
  },
};

/** How many resources that refer to an organization are looked at. */
const MOST_REFERRERS = 10_000;

/** A legal entity stands below nothing. What was so before this write is not looked at. */
export function topIsTop(organization: Organization, previous?: Organization): IssueDetail[] {
  const [kind, before] = [kindOf(organization), kindOf(previous)];
  if (kind !== 'legal entity' || !organization.partOf) return [];
  if (before === kind && previous?.partOf) return [];
  const text = say`This is ${KIND_NAMES[kind]}: it cannot be part of anything`;
  return [{ text, hint: STANDING[kind].hint, expression: 'Organization.partOf', path: ['partOf'] }];
}

/**
 * Legal entities above geographic entities above internal organizations, and no circle. Judged where this write moves the
 * organization or makes another kind of it; an organization or a parent of unknown kind fits everywhere.
 */
export async function treeHolds(
  neighbours: Neighbours,
  organization: Organization,
  previous?: Organization,
): Promise<IssueDetail[]> {
  const circle = await noCircle(neighbours, organization, previous);
  if (circle.length > 0) return circle;
  const isOtherKind = kindOf(organization) !== kindOf(previous);
  return [
    ...(isOtherKind || isMoved(neighbours, organization, previous) ? await fitsBelow(neighbours, organization) : []),
    ...(isOtherKind && previous ? await fitsAbove(neighbours, organization, previous) : []),
  ];
}

async function fitsBelow(neighbours: Neighbours, organization: Organization): Promise<IssueDetail[]> {
  const [kind, parent] = [kindOf(organization), parentOf(neighbours, organization)];
  // That a legal entity has no parent at all is another rule's.
  if (!kind || kind === 'legal entity' || !parent) return [];
  const parentKind = kindOf((await neighbours.read(parent))?.resource);
  if (!parentKind || fits(kind, parentKind)) return [];
  const name = `${parent.type}/${parent.id}`;
  const text = say`This is ${KIND_NAMES[kind]}: it cannot be part of ${name}, ${KIND_NAMES[parentKind]}`;
  return [{ text, hint: STANDING[kind].hint, ...placeOfParent(organization) }];
}

/** What stood well below the organization still does now that it is of another kind. */
async function fitsAbove(
  neighbours: Neighbours,
  organization: Organization,
  previous: Organization,
): Promise<IssueDetail[]> {
  const [kind, before] = [kindOf(organization), kindOf(previous)];
  if (!kind || !organization.id) return [];
  const self = { type: 'Organization', id: organization.id };
  for (const key of await neighbours.referrers(self, MOST_REFERRERS)) {
    if (key.path !== 'Organization.partOf') continue;
    const child = (await neighbours.read(key))?.resource as unknown as Organization | undefined;
    const childKind = kindOf(child);
    const parent = parentOf(neighbours, child);
    if (!childKind || parent?.type !== self.type || parent.id !== self.id) continue;
    if (fits(childKind, kind) || (before && !fits(childKind, before))) continue;
    const name = `Organization/${key.id}`;
    const text = say`This becomes ${KIND_NAMES[kind]}: ${name}, ${KIND_NAMES[childKind]}, cannot be part of it`;
    const hint = say`First move what stands below it. ${STANDING[childKind].hint}`;
    return [{ text, hint, expression: 'Organization.type', path: ['type'] }];
  }
  return [];
}

function fits(kind: OrganizationKind, parentKind: OrganizationKind): boolean {
  return STANDING[kind].below.includes(parentKind);
}
