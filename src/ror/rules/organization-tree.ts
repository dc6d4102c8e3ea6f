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
  'legal entity': { below: [], hint: say`A legal entity (EJ) is the top of its hierarchy; leave partOf out.` },
  'geographic entity': {
    below: ['legal entity'],
    hint: say`A geographic entity (EG) is part of a legal entity (EJ).`,
  },
  'internal organization': {
    below: ['geographic entity', 'internal organization'],
    hint: say`An internal organization (OI) is part of a geographic entity (EG), or of another internal organization.`,
  },
};

/** Limit for the referring resources that are checked. */
const MOST_REFERRERS = 10_000;

/** A legal entity is part of nothing. A violation that existed before this write is not reported. */
export function topIsTop(organization: Organization, previous?: Organization): IssueDetail[] {
  const [kind, before] = [kindOf(organization), kindOf(previous)];
  if (kind !== 'legal entity' || !organization.partOf) return [];
  if (before === kind && previous?.partOf) return [];
  const text = say`This is ${KIND_NAMES[kind]}, which cannot be part of anything`;
  return [{ text, hint: STANDING[kind].hint, expression: 'Organization.partOf', path: ['partOf'] }];
}

/**
 * Geographic entities are part of legal entities, internal organizations of geographic ones, and there is no cycle.
 * Checked when this write moves the organization or changes its kind; an organization or parent of unknown kind fits
 * anywhere.
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
  // Another rule ensures that a legal entity has no parent.
  if (!kind || kind === 'legal entity' || !parent) return [];
  const parentKind = kindOf((await neighbours.read(parent))?.resource);
  if (!parentKind || fits(kind, parentKind)) return [];
  const name = `${parent.type}/${parent.id}`;
  const text = say`This is ${KIND_NAMES[kind]}, which cannot be part of ${name}, ${KIND_NAMES[parentKind]}`;
  return [{ text, hint: STANDING[kind].hint, ...placeOfParent(organization) }];
}

/** Children that fitted below the organization must still fit after it changes its kind. */
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
    const hint = say`First move the organizations below it. ${STANDING[childKind].hint}`;
    return [{ text, hint, expression: 'Organization.type', path: ['type'] }];
  }
  return [];
}

function fits(kind: OrganizationKind, parentKind: OrganizationKind): boolean {
  return STANDING[kind].below.includes(parentKind);
}
