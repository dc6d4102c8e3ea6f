import { randomUUID } from 'node:crypto';
import type { ResourceStore } from '../../src/fhir';
import { byIdentifier, entriesChange, identifierEntry } from './entries';
import { versionOf, write } from './resource-store.contract';

const TYPE = 'Organization';
/** Two bytes in UTF-8. */
const LETTER = 'é';

/** A body of this many bytes; 0 means a deletion. */
function body(bytes: number): string | null {
  return bytes === 0 ? null : `"${'x'.repeat(bytes % 2)}${LETTER.repeat(Math.floor(bytes / 2) - 1)}"`;
}

interface Case {
  readonly rule: string;
  /** Bytes of the bodies, in the order of the page. */
  readonly sizes: readonly number[];
  readonly count: number;
  readonly bytes: number;
  /** Entries on each page, from the first to the last. */
  readonly pages: readonly number[];
}

const CASES: readonly Case[] = [
  { rule: 'contains everything that fits, to the byte', sizes: [10, 20, 30], count: 9, bytes: 60, pages: [3] },
  { rule: 'ends where one byte is lacking', sizes: [10, 20, 30], count: 9, bytes: 59, pages: [2, 1] },
  { rule: 'contains one entry of any length', sizes: [500, 500, 500], count: 9, bytes: 60, pages: [1, 1, 1] },
  { rule: 'contains one entry where no byte is allowed', sizes: [10, 20], count: 9, bytes: 1, pages: [1, 1] },
  { rule: 'does not skip a long entry for a short one', sizes: [10, 500, 10], count: 9, bytes: 60, pages: [1, 1, 1] },
  { rule: 'ends at the count before the bytes', sizes: [10, 10, 10], count: 2, bytes: 60, pages: [2, 1] },
  { rule: 'ends at the bytes before the count', sizes: [40, 40, 10, 10], count: 3, bytes: 60, pages: [1, 3] },
];
const DELETIONS: readonly Case[] = [
  { rule: 'counts a deletion as nothing', sizes: [0, 60, 0], count: 9, bytes: 60, pages: [3] },
  {
    rule: 'contains no deletion after an entry that does not fit',
    sizes: [30, 60, 0],
    count: 9,
    bytes: 60,
    pages: [1, 2],
  },
  { rule: 'contains the first body, whatever precedes it', sizes: [0, 500, 0], count: 9, bytes: 60, pages: [2, 1] },
];

/** How any ResourceStore bounds its pages by bytes. */
export function pageBytesContract(storeUnderTest: () => ResourceStore): void {
  let store: ResourceStore;
  beforeEach(() => (store = storeUnderTest()));

  it.each([...CASES, ...DELETIONS])('a page of history $rule', async ({ sizes, count, bytes, pages }) => {
    const id = randomUUID();
    for (const [index, size] of sizes.toReversed().entries()) {
      const json = body(size);
      await write(store, versionOf(id, index + 1, { json, ...(json === null && { interaction: 'delete' }) }));
    }
    const seen: number[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await store.history({ type: TYPE, id, count, bytes, ...(cursor && { cursor }) });
      expect(page.total).toBe(sizes.length);
      seen.push(page.versions.length);
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(seen).toEqual(pages);
  });

  it.each(CASES)('a page of a search $rule', async ({ sizes, count, bytes, pages }) => {
    const type = `T${randomUUID()}`;
    const token = { system: '', value: randomUUID() };
    for (const [index, size] of sizes.entries()) {
      await write(store, versionOf(`${index}`, 1, { type, json: body(size) }), entriesChange([identifierEntry(token)]));
    }
    for (const clauses of [[], [byIdentifier(token)]]) {
      const seen: number[] = [];
      for (let after: string | undefined; ;) {
        const page = await store.search({ type, clauses, count, bytes, ...(after && { after }) });
        expect(page.total).toBe(sizes.length);
        seen.push(page.versions.length);
        after = page.next;
        if (after === undefined) break;
      }
      expect(seen).toEqual(pages);
    }
  });

  it('a page knows the length of the current body, not of one before it', async () => {
    const type = `T${randomUUID()}`;
    for (const id of ['a', 'b']) {
      await write(store, versionOf(id, 1, { type, json: body(500) }));
      await write(store, versionOf(id, 2, { type, json: body(30) }));
    }
    expect((await store.search({ type, clauses: [], count: 9, bytes: 60 })).versions).toHaveLength(2);
  });
}
