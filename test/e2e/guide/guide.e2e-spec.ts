import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { ask, forgetAll } from './ask';
import { isNarrowed, type Line, type RefusedLine, typeOf } from './line';
import { PAGES } from './lines';
import { guidePage } from './page';

const SETTINGS = { REFERENTIAL_INTEGRITY: 'off', BUSINESS_RULES: 'off' };
const lines = Object.values(PAGES).flat();
const isServed = (line: Line | RefusedLine): line is Line => 'finds' in line;

describeOnEachDatabase('a request of the guide', { settings: SETTINGS }, (server) => {
  afterEach(() => forgetAll(server));

  it.each(lines.filter(isServed))('$line finds what it asks for, and nothing else', async (line) => {
    const { finds, brings, shows, distances, total } = await ask(server, line);
    expect(line.isSorted ? finds : finds.toSorted()).toEqual(line.isSorted ? line.finds : line.finds.toSorted());
    expect(brings.toSorted()).toEqual([...new Set(line.brings ?? [])].sort());
    expect(total).toBe(line.finds.length);
    for (const name of line.hides ?? []) expect(shows).not.toContain(name);
    for (const [key, kilometres] of Object.entries(line.distances ?? {})) {
      expect(Math.abs(distances[key]! - kilometres)).toBeLessThan(1);
    }
  });

  it.each(lines.filter((line) => !isServed(line)) as RefusedLine[])('$line is refused: $why', async (line) => {
    const reply = await server.send('get', `/${encodeURI(line.request)}`).expect(line.status);
    expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});

describe('the rows', () => {
  it('have a number each', () => {
    const numbers = lines.map(({ line }) => line);
    expect(numbers).toEqual([...new Set(numbers)]);
  });

  it.each(lines.filter(isServed))('of $line hold something that must not be found, or ask for everything', (line) => {
    const { request, given, before = [], finds } = line;
    const all = [...before, ...given].filter(({ resourceType }) => resourceType === typeOf(request));
    expect(all.length > finds.length || !isNarrowed(request)).toBe(true);
  });

  it('stand in docs/guide.md (npm run guide writes it)', () => {
    const file = join(__dirname, '../../../docs/guide.md');
    if (process.env['WRITE_GUIDE']) writeFileSync(file, guidePage());
    expect(readFileSync(file, 'utf8')).toBe(guidePage());
  });
});
