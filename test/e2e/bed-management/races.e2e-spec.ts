import { bedManagement, CAPACITIES, everything, MEANT, OTHERS } from '../../support/bed-management';
import { capacity, capacityPatch, pathOfCapacity } from '../../support/capacity';
import { describeOnEachDatabase } from '../../support/on-each-database';

describeOnEachDatabase('bed management at the same moment', { settings: { SAMPLE_DATA: 'true' } }, (server) => {
  const { place, patch, read } = bedManagement(server);

  it('ten writers of ten capacities of one place lose nothing', async () => {
    const { location, criteria } = await place(everything);
    const wanted = [...OTHERS, MEANT].map((parts) => capacity({ ...parts, count: parts.count + 100 }));
    const replies = await Promise.all(
      [...OTHERS, MEANT].map((parts, index) => {
        const closing = parts.closing
          ? `.where(extension('capacityClosingType').value.coding.code = '${parts.closing}')`
          : '';
        const crisis = parts.bed ? `.where(extension('crisisType').exists() = ${parts.crisis !== undefined})` : '';
        return patch(
          `?${criteria}`,
          capacityPatch('replace', pathOfCapacity(parts) + closing + crisis, wanted[index]!),
        );
      }),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    const after = await read(location.id!);
    expect(after.extension).toEqual(wanted);
    expect(after.meta!.versionId).toBe('11');
  });

  it('of ten concurrent adds of the same key, one succeeds', async () => {
    const { location, criteria } = await place([capacity(OTHERS[0]!)]);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, count) =>
        patch(`?${criteria}`, capacityPatch('add', CAPACITIES, capacity({ count }))),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 400)]);
    expect((await read(location.id!)).extension).toHaveLength(2);
  });
});
