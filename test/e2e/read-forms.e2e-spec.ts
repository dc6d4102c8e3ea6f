import { describeOnEachDatabase } from '../support/on-each-database';

interface Row {
  readonly rule: string;
  readonly method?: 'get' | 'head';
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expect: {
    readonly status?: number;
    /** What is sent for a stored text; by default the text itself. */
    readonly text?: (stored: string) => unknown;
    readonly coding?: string;
    /** Whether the answer announces the length of the stored text in UTF-8. */
    readonly announced?: boolean;
  };
}

const nameIn = (stored: string): unknown => (JSON.parse(stored) as { name: unknown }).name;

const rows: readonly Row[] = [
  { rule: 'the stored text is sent as it is', expect: { announced: true } },
  {
    rule: 'HEAD announces the same length and sends nothing',
    method: 'head',
    expect: { announced: true, text: () => undefined },
  },
  {
    rule: 'a compressed answer is the same text',
    headers: { 'Accept-Encoding': 'gzip' },
    expect: { coding: 'gzip' },
  },
  {
    rule: 'a client that has the version gets no text',
    headers: { 'If-None-Match': 'W/"1"' },
    expect: { status: 304, text: () => '' },
  },
  {
    rule: 'a part of the resource is made from the text',
    query: '?_elements=name',
    expect: { text: (stored) => expect.stringContaining(JSON.stringify(nameIn(stored))) as unknown },
  },
  {
    rule: 'another format is made from the text',
    query: '?_format=xml',
    expect: { text: (stored) => expect.stringContaining(String(nameIn(stored))) as unknown },
  },
];

/** Nothing but the text itself is accepted. */
const PLAIN = { 'Accept-Encoding': 'identity' };

const NAMES = [
  ['a text that is written at once', 'é ’ 漢字 👩‍⚕️ \uFEFF.'.repeat(60)],
  ['a text that is written in several pieces', 'é’'.repeat(20_000)],
] as const;

describeOnEachDatabase('a read', {}, (server) => {
  it.each([
    ['/Location/x?_elements=nmae', /Location does not have; did you mean name\?/],
    ['/Location?_elements=nmae', /Location does not have; did you mean name\?/],
    ['/Location/_history?_elements=nmae', /Location does not have; did you mean name\?/],
    ['/?_type=Location&_elements=nmae', /no resource type has/],
  ])('refuses an element that does not exist: %s', async (path, says) => {
    const { body } = await server.send('get', path).expect(400);
    expect(body).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [
        { code: 'value', details: { text: expect.stringMatching(says) as string }, expression: ['http._elements'] },
      ],
    });
  });

  it('gets from the database the bytes of the text, which are what is sent', async () => {
    const [, name] = NAMES[0];
    const created = await server.write('post', '/Location', { resourceType: 'Location', name }).expect(201);
    const { id } = created.body as { id: string };
    const { store } = server;
    const key = { type: 'Location', id };
    const read = [
      await store.read('Location', id),
      await store.vread('Location', id, '1'),
      ...(await store.readEach!([key])),
    ];
    for (const version of read) expect(Buffer.from(version!.utf8!).toString()).toBe(created.text);
    expect(read).toHaveLength(3);
  });

  describe.each(NAMES)('of %s', (_length, name) => {
    it.each<Row>(rows)('$rule', async ({ method = 'get', query = '', headers = PLAIN, expect: wanted }) => {
      const created = await server.write('post', '/Location', { resourceType: 'Location', name }).expect(201);
      const { id } = created.body as { id: string };
      const stored = (await server.store.read('Location', id))!.json!;
      expect(nameIn(stored)).toBe(name);
      for (const path of [`/Location/${id}`, `/Location/${id}/_history/1`]) {
        const answer = await server.send(method, path + query).set(headers);
        expect(answer.status).toBe(wanted.status ?? 200);
        expect(answer.text).toEqual(wanted.text ? wanted.text(stored) : stored);
        expect(answer.headers['content-encoding']).toBe(wanted.coding);
        if (wanted.announced) expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(stored)));
      }
    });
  });
});
