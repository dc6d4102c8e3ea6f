import { type FhirError } from '../errors/fhir-error';
import type { FhirOptions } from '../fhir-options';
import type { HookPoints } from '../plugin/hooks';
import type { Referrer } from '../ports/unit-of-work';
import { ReferentialIntegrity } from './referential-integrity';

type DeleteEvent = HookPoints['resource.beforeDelete']['event'];

/** What a client is told when so many resources refer to what it wants to delete. */
async function toldOf(count: number): Promise<string | undefined> {
  const referrers = Array.from({ length: count }, (_, n): Referrer => ({ type: 'Location', id: `l${n}`, path: 'Location.managingOrganization' })); // prettier-ignore
  const integrity = new ReferentialIntegrity({ referentialIntegrity: 'delete' } as FhirOptions, new Map());
  const unit = { referrers: async (_type: string, _id: string, limit: number) => referrers.slice(0, limit) };
  const event = { resource: { resourceType: 'Organization', id: 'o' }, unit } as unknown as DeleteEvent;
  try {
    await integrity.checkReferrers(event);
    return undefined;
  } catch (error) {
    return String((error as FhirError).text);
  }
}

describe('who refers to what is to be deleted', () => {
  it.each([
    [1, /l0 \(Location\.managingOrganization\)\.$/],
    [10, /l9 \(Location\.managingOrganization\)\.$/],
    [11, /l9 \(Location\.managingOrganization\) and 1 more\.$/],
    [109, / and 99 more\.$/],
    [110, / and at least 100 more\.$/],
    [500, / and at least 100 more\.$/],
  ])('%d referrers', async (count, told) => {
    expect(await toldOf(count)).toMatch(told);
  });

  it('nobody: it may go', async () => {
    expect(await toldOf(0)).toBeUndefined();
  });
});
