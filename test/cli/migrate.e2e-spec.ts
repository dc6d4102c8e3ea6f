import { migrations } from '../../src/persistence/migrations';
import { databases, type TestDatabase } from '../support/databases';
import { runCli } from '../support/run-cli';

describe.each(databases)('ror-fhir migrate, on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  it('reports each step when it begins and ends, and then that none is left', async () => {
    const names = migrations.map((Migration) => new Migration().name);
    const { code, err } = await runCli(['migrate', '--database', database.url]);
    expect(code).toBe(0);
    const told = err
      .trim()
      .split('\n')
      .map((line) => line.replace(/ \(\d+\.\d s\)$/, ''));
    expect(told).toEqual([
      ...names.map((name) => `To do: ${name}`),
      ...names.flatMap((name) => [`Running: ${name}`, `Done: ${name}`]),
    ]);
    expect((await runCli(['migrate', '--database', database.url])).err).toBe('The tables are up to date.\n');
  });
});
