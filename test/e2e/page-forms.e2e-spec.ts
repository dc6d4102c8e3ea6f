import { PAGE_BYTES, type SearchRequest } from '../../src/fhir';
import { describeOnEachDatabase } from '../support/on-each-database';
import type { TestApp } from '../support/test-app';

interface Row {
  readonly rule: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly coding?: string;
  /** Whether the answer contains the stored texts as they are. */
  readonly isVerbatim: boolean;
}

const rows: readonly Row[] = [
  { rule: 'stored texts are sent as they are', isVerbatim: true },
  { rule: 'a compressed answer is the same text', headers: { 'Accept-Encoding': 'gzip' }, coding: 'gzip', isVerbatim: true },
  { rule: 'a sorted page is the same', query: '&_sort=name', isVerbatim: true },
  { rule: 'a part of the resources is made from the texts', query: '&_elements=name', isVerbatim: false },
  { rule: 'another format is made from the texts', query: '&_format=xml', isVerbatim: false },
]; // prettier-ignore

/** Nothing but the text itself is accepted. */
const PLAIN = { 'Accept-Encoding': 'identity' };

const NAMES = [
  ['short', 'é ’ 漢字 👩‍⚕️ \uFEFF.'],
  ['written in several pieces', 'é’'.repeat(20_000)],
] as const;

/** A Location and an Organization it belongs to, by tag; both have the name. */
async function made(server: TestApp, tag: string, name: string): Promise<readonly string[]> {
  const meta = { tag: [{ code: tag }] };
  const organization = await server.write('post', '/Organization', { resourceType: 'Organization', name }).expect(201);
  const { id } = organization.body as { id: string };
  const stored = [organization.text];
  for (const suffix of ['a', 'b', 'c']) {
    const location = { resourceType: 'Location', meta, name: name + suffix, managingOrganization: { reference: `Organization/${id}` } };
    stored.push((await server.write('post', '/Location', location).expect(201)).text);
  }
  return stored;
} // prettier-ignore

describeOnEachDatabase('a search page', {}, (server) => {
  it('gets from the database the bytes of the texts, which are what is sent', async () => {
    const [, ...stored] = await made(server, 'bytes', NAMES[0][1]);
    const clauses: SearchRequest['clauses'] = [{ kind: 'token', code: '_tag', values: [{ value: 'bytes' }] }];
    const sort = [{ code: 'name', of: 'string', descending: false }] as const;
    const request: SearchRequest = { type: 'Location', clauses, count: 9, bytes: PAGE_BYTES };
    const texts = async (over: Partial<SearchRequest>): Promise<readonly string[]> => {
      const { versions } = await server.store.search({ ...request, ...over });
      return versions.map(({ utf8 }) => Buffer.from(utf8!).toString());
    };
    expect((await texts({})).toSorted()).toEqual(stored.toSorted());
    // A page for which lengths decide what is read.
    expect((await texts({ bytes: 9_000 })).toSorted()).toEqual(stored.toSorted());
    expect(await texts({ sort })).toEqual(stored);
  });

  describe.each(NAMES)('of texts that are %s', (length, name) => {
    const tag = length.replaceAll(' ', '-');
    let stored: readonly string[];
    beforeAll(async () => {
      stored = await made(server, tag, name);
    });

    it.each<Row>(rows)('$rule', async ({ query = '', headers = PLAIN, coding, isVerbatim }) => {
      const path = `/Location?_tag=${tag}&_include=Location:organization${query}`;
      const answer = await server.send('get', path).set(headers).expect(200);
      expect(answer.headers['content-encoding']).toBe(coding);
      expect(answer.text).toContain(query.includes('xml') ? name.replaceAll('"', '&quot;') : name);
      if (!isVerbatim) return;
      for (const text of stored) expect(answer.text).toContain(text);
      const { entry, total } = JSON.parse(answer.text) as { entry: { search: { mode: string } }[]; total: number };
      expect([total, entry.map(({ search }) => search.mode)]).toEqual([3, ['match', 'match', 'match', 'include']]);
      if (!coding) expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.text)));
    });
  });
});
