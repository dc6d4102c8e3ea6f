import { randomUUID } from 'node:crypto';
import { Pace } from '../../../src/fhir/service/pace';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { bundle, entry, send, type EntryOf } from './support';

const place = (over: object = {}) => ({ resourceType: 'Location', name: 'A', ...over });

describeOnEachDatabase('transactions, whose every step takes long,', {}, (server) => {
  afterEach(() => jest.restoreAllMocks());

  /** The files that see to the rests of a transaction as a whole. Searches and indexes rest as well, of their own accord. */
  const OF_TRANSACTIONS = /(?:transaction|bundle-links|made-matches|write-pipeline)\.ts/;

  /** How often the transaction lets others have their turn, if a rest is due at each occasion. */
  async function rests(...entries: readonly EntryOf[]): Promise<number> {
    let count = 0;
    const { rest } = Pace.prototype;
    jest.spyOn(Pace.prototype, 'isDue').mockReturnValue(true);
    jest.spyOn(Pace.prototype, 'rest').mockImplementation(function (this: Pace) {
      const lines = new Error().stack!.split('\n').filter((line) => line.includes('/src/'));
      const caller = lines.find((line) => !line.includes('/pace.ts'));
      if (OF_TRANSACTIONS.test(caller ?? '')) count += 1;
      return rest.call(this);
    });
    const { status } = await send(server, bundle('transaction', ...entries));
    expect(status).toBe(200);
    jest.restoreAllMocks();
    return count;
  }

  /** The rests that each further element adds. */
  const perFurther = async (made: (count: number) => readonly EntryOf[]): Promise<number> =>
    ((await rests(...made(12))) - (await rests(...made(2)))) / 10;
  const times = <T>(count: number, made: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => made(i));

  it('rest between their writes: as read, planned, prepared and answered', async () => {
    // Nothing is stored.
    const deletions = (count: number) => times(count, () => entry(`DELETE Location/${randomUUID()}`));
    expect(await perFurther(deletions)).toBe(4);
  });

  it('rest between what they store: as staged and as checked besides', async () => {
    expect(await perFurther((count) => times(count, () => entry('POST Location', place())))).toBe(6);
  });

  it('rest between their reads: as read, and as answered', async () => {
    const reads = (count: number) => times(count, () => entry('GET Location?name=nobody'));
    expect(await perFurther(reads)).toBe(2);
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
    expect(await perFurther(links)).toBe(3);
  });
});
