import { randomUUID } from 'node:crypto';
import { Pace } from '../../../src/fhir/service/pace';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { bundle, entry, send, type EntryOf } from './support';

const place = (over: object = {}) => ({ resourceType: 'Location', name: 'A', ...over });

describeOnEachDatabase('transactions, whose every step takes long,', {}, (server) => {
  afterEach(() => jest.restoreAllMocks());

  /** How often the transaction lets others have their turn, if a rest is due at each occasion. */
  async function rests(...entries: readonly EntryOf[]): Promise<number> {
    jest.spyOn(Pace.prototype, 'isDue').mockReturnValue(true);
    const rest = jest.spyOn(Pace.prototype, 'rest');
    const { status } = await send(server, bundle('transaction', ...entries));
    expect(status).toBe(200);
    const { length } = rest.mock.calls;
    jest.restoreAllMocks();
    return length;
  }

  /** The rests that each further element adds; some are added once for several. */
  const perFurther = async (made: (count: number) => readonly EntryOf[]): Promise<number> =>
    Math.round(((await rests(...made(12))) - (await rests(...made(2)))) / 10);
  const times = <T>(count: number, made: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => made(i));

  it('rest between their writes: as read, planned, prepared, staged, checked and answered', async () => {
    // Nothing is stored, so the rests within the index of a resource do not count.
    const deletions = (count: number) => times(count, () => entry(`DELETE Location/${randomUUID()}`));
    expect(await perFurther(deletions)).toBeGreaterThanOrEqual(8);
  });

  it('rest between their reads: as read, and as answered', async () => {
    const reads = (count: number) => times(count, () => entry('GET Location?name=nobody'));
    expect(await perFurther(reads)).toBeGreaterThanOrEqual(5);
  });

  it('rest between the conditional references of one resource: as searched, and as searched again', async () => {
    const values = times(12, () => randomUUID());
    await send(server, bundle('batch', ...values.map((value) => entry('POST Location', place({ identifier: [{ value }] }))))); // prettier-ignore
    const links = (count: number) => [
      entry(
        'POST Location',
        place({
          extension: values
            .slice(0, count)
            .map((value) => ({ url: 'urn:x', valueReference: { reference: `Location?identifier=${value}` } })),
        }),
      ),
    ];
    expect(await perFurther(links)).toBeGreaterThanOrEqual(3);
  });
});
