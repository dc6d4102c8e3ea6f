import { createHash } from 'node:crypto';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { recordsOf } from '../support/audit';
import { databases, type TestDatabase } from '../support/databases';
import { runCli } from '../support/run-cli';
import { startTestApp } from '../support/test-app';

interface SealedLine {
  readonly seal?: { readonly number: number; readonly count: number; readonly root: string };
  readonly id: string;
  readonly recorded: number;
  readonly body: string;
}

describe.each(databases)('ror-fhir audit, on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  const run = (...line: string[]) => runCli(['audit', ...line], { env: { DATABASE_URL: database.url } });

  beforeAll(async () => {
    database = await createMigrated();
    const server = await startTestApp({ DATABASE_URL: database.url, AUDIT: 'on' });
    await server.write(
      'post',
      '/Organization',
      { resourceType: 'Organization', name: 'a' },
      { 'X-Request-Id': 'made' },
    );
    await server.send('get', '/Organization/none').set('X-Request-Id', 'read');
    await recordsOf(server, 'read');
    // Seals the records that are still waiting.
    await server.close();
  });
  afterAll(() => database.drop());

  it('export writes one AuditEvent per line', async () => {
    const { code, out, err } = await run('export');
    expect([code, err]).toEqual([0, expect.stringContaining('Records exported: 2')]);
    const events = out.trim().split('\n').map((line) => JSON.parse(line) as { resourceType: string; action: string }); // prettier-ignore
    expect(events.map(({ resourceType, action }) => [resourceType, action])).toEqual([['AuditEvent', 'C'], ['AuditEvent', 'R']]); // prettier-ignore
  });

  it('export --format records writes records from which the hashes can be computed', async () => {
    const { out } = await run('export', '--format', 'records');
    const lines = out.trim().split('\n').map((line) => JSON.parse(line) as SealedLine); // prettier-ignore
    const blocks: SealedLine[][] = [];
    for (const line of lines) {
      if (line.seal) blocks.push([line]);
      else blocks.at(-1)!.push(line);
    }
    for (const [{ seal }, ...rows] of blocks as [SealedLine, ...SealedLine[]][]) {
      const text = rows.map(({ id, recorded, body }) => `${JSON.stringify([id, recorded, body])}\n`).join('');
      expect([rows.length, createHash('sha256').update(text).digest('hex')]).toEqual([seal!.count, seal!.root]);
    }
    expect(blocks.length).toBeGreaterThan(0);
  });

  it.each<[line: string, count: number]>([
    ['--since 2020-01-01', 2],
    ['--until 2020-01-01', 0],
    ['--since 2020-01-01 --until 2999-01-01T00:00:00Z', 2],
  ])('export %s selects the records of that period', async (line, count) => {
    const { out } = await run('export', ...line.split(' '));
    expect(out.split('\n').filter((each) => each !== '')).toHaveLength(count);
  });

  it('verify says where the chain ends, in French too', async () => {
    const { code, err } = await run('verify');
    expect(code).toBe(0);
    expect(err).toMatch(/the chain ends at \d+:[0-9a-f]{64}/);
    expect((await run('verify', '--lang', 'fr')).err).toContain('Aucune anomalie trouvée.');
  });

  it('verify --anchor accepts the end that it reported, and no other', async () => {
    const [, end = ''] = /(\d+:[0-9a-f]{64})/.exec((await run('verify')).err) ?? [];
    expect((await run('verify', '--anchor', end)).code).toBe(0);
    const other = `${end.slice(0, -1)}${end.endsWith('0') ? '1' : '0'}`;
    const { code, out } = await run('verify', '--anchor', other);
    expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ fault: 'anchor-missing' })]);
  });

  it.each<[line: string, code: number, words: RegExp]>([
    ['verify --anchor x', 2, /number and a hash/],
    ['export --since yesterday', 2, /--since must be a date/],
    ['export --format pdf', 2, /does not accept this value/],
    ['mend', 2, /mend/],
  ])('%s exits with code %d', async (line, code, words) => {
    const outcome = await run(...line.split(' '));
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(words);
  });

  // Must run last, because it changes the log.
  it('verify reports a removed row, with exit code 1', async () => {
    const sql = await openDataSource(dataSourceOptions({ url: database.url }));
    await sql.query("DELETE FROM fhir_audit WHERE action = 'R'");
    await sql.destroy();
    const { code, out } = await run('verify');
    expect(code).toBe(1);
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({ fault: 'rows-missing' });
  });
});

it('ror-fhir audit verify says that there are no tables', async () => {
  const { code, err } = await runCli(['audit', 'verify'], { env: { DATABASE_URL: 'sqlite::memory:' } });
  expect([code, err]).toEqual([3, expect.stringContaining('has no tables of this server')]);
});
