import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { COMMANDS } from '../../src/cli/commands';
import { runCli } from '../support/run-cli';

describe('the command line', () => {
  it('lists its commands', async () => {
    const { code, out } = await runCli(['--help']);
    expect(code).toBe(0);
    const listed = Array.from(out.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm), ([, name]) => name);
    expect(listed).toEqual([...COMMANDS.map(({ name }) => name), 'help']);
    expect(listed).toMatchSnapshot();
  });

  it.each(COMMANDS.map(({ name }) => name))('%s has help in English and French, with examples', async (name) => {
    const [english, french] = await Promise.all([
      runCli([name, '--help']),
      runCli(['help', name], { env: { LANG: 'fr_FR.UTF-8' } }),
    ]);
    expect([english.code, french.code]).toEqual([0, 0]);
    expect(english.out).toContain('Examples:\n');
    expect(french.out).toContain('Exemples :\n');
    expect(french.out).toContain('--lang');
  });

  it.each([
    ['help audit verify', 'audit verify --help'],
    ['--lang fr help audit verify', '--lang fr audit verify --help'],
    ['help audit export --lang fr', 'audit export --help --lang fr'],
    ['audit help verify', 'audit verify --help'],
  ])('%s is %s', async (line, other) => {
    const [one, two] = await Promise.all([line, other].map((each) => runCli(each.split(' '))));
    expect(one).toEqual(two);
    expect([one!.code, one!.out]).toEqual([0, expect.stringMatching(/^(Usage:|Utilisation :) ror-fhir /)]);
  });

  it.each([
    ['--help', 'Usage: ror-fhir [options] [command]'],
    ['--help --lang fr', 'Utilisation : ror-fhir [options] [commande]'],
    ['audit --help --lang fr', 'Utilisation : ror-fhir audit [options] [commande]'],
    ['validate --help --lang fr', 'Utilisation : ror-fhir validate [options] <path...>'],
    ['migrate --help --lang fr', 'Utilisation : ror-fhir migrate [options]'],
  ])('%s says how a command is used, in its language', async (line, usage) => {
    const { out } = await runCli(line.split(' '));
    expect(out.split('\n')[0]).toBe(usage);
    if (line.includes('fr')) expect(out).not.toContain('[command]');
  });

  it('joins lists in French as French does', async () => {
    const { out } = await runCli(['validate', '--help', '--lang', 'fr']);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('(parmi text, json et ndjson ; par défaut : text)');
  });

  it.each<[locale: string, env: Record<string, string>, language: RegExp]>([
    ['LANG in French', { LANG: 'fr_FR.UTF-8' }, /^Utilisation/],
    ['LC_ALL before LANG', { LC_ALL: 'C', LANG: 'fr' }, /^Usage/],
    ['a language that only begins so', { LANG: 'frp_IT' }, /^Usage/],
    ['nothing', {}, /^Usage/],
  ])('takes its language from %s', async (_, env, language) => {
    expect((await runCli([], { env })).out).toMatch(language);
  });

  it('gives --lang precedence over the environment', async () => {
    expect((await runCli(['--lang', 'fr', '--help'], { env: { LANG: 'en' } })).out).toMatch(/^Utilisation/);
  });

  it.each<[line: string, words: RegExp]>([
    ['valdate x', /Unknown command valdate/],
    ['validate', /<path> is missing/],
    ['validate --colour x', /Unknown option --colour/],
    ['import x --workers many', /--workers must be a whole number/],
    [
      'validate x --format pdf',
      /^The option --format does not accept this value; it accepts text, json and ndjson\.\n$/,
    ],
    ['exprt', /^Unknown command exprt; did you mean export\? See ror-fhir --help\.\n$/],
    ['audit verfy', /^Unknown command verfy; did you mean verify\?/],
    ['audit xyzzy', /^Unknown command xyzzy\. See ror-fhir audit --help\.\n$/],
    ['--lang en audit verify --xyzzy', /See ror-fhir audit verify --help\.\n$/],
    ['serve --prot 3', /^Unknown option --prot; did you mean --port\? See ror-fhir serve --help\.\n$/],
    ['--lang fr exprt', /^Commande inconnue : exprt ; vouliez-vous dire export \? Voir/],
    ['serve --prot 3 --lang fr', /^Option inconnue : --prot ; vouliez-vous dire --port \?/],
    [
      'validate x --format pdf --lang fr',
      /^L’option --format n’accepte pas cette valeur ; valeurs possibles : text, json et ndjson\.\n$/,
    ],
    ['migrate --database', /--database needs a value/],
    ['backup a b', /too many arguments/],
    ['--lang de --help', /--lang does not accept this value; it accepts en and fr\./],
    ['help audit xyzzy', /^Unknown command xyzzy\. See ror-fhir audit --help\.\n$/],
    ['help export xyzzy', /^Unknown command xyzzy\. See ror-fhir export --help\.\n$/],
    ['export --type Location Organization', /too many arguments/],
  ])('refuses %s with code 2', async (line, words) => {
    const { code, out, err } = await runCli(line.split(' '));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
  });

  it.each<[line: string, words: RegExp]>([
    ['validate /no/such/file', /no file or folder/],
    ['migrate --database postgres://x', /DATABASE_URL|sqlite/],
    ['backup /tmp/never --database sqlite:/no/such.db', /no database at/],
    ['generate --count 1 --output /no/such/x.ndjson', /^There is no folder \/no\/such\.\n$/],
    ['generate --count 1 --output /no/such/x.ndjson.gz', /^There is no folder \/no\/such\.\n$/],
    ['generate --count 1 --output /proc/x', /^No file can be made in \/proc\.\n$/],
    ['generate --count 1 --output /tmp', /^\/tmp is a folder, not a file\.\n$/],
    [`import ${__filename} --report /dev/null`, /^\/dev\/null is not an ordinary file; name another one\.\n$/],
    [`import ${__filename} --state /dev/null`, /^\/dev\/null is not an ordinary file; name another one\.\n$/],
    ['generate --count 1 --output /dev/null/x --lang fr', /^\/dev\/null n’est pas un dossier\.\n$/],
  ])('says why %s cannot be done, with code 3', async (line, words) => {
    const { code, err } = await runCli(line.split(' '));
    expect(err).toMatch(words);
    expect(code).toBe(3);
  });

  it.each([
    ['export', 'export'],
    ['serve', 'serve --port 0'],
    ['migrate', 'migrate'],
    ['reindex', 'reindex'],
    ['import', 'import -'],
  ])('%s says that the database does not answer in one sentence, without a stack, with code 3', async (_, line) => {
    const logged = [jest.spyOn(process.stderr, 'write'), jest.spyOn(process.stdout, 'write')].map((spy) => spy.mockReturnValue(true)); // prettier-ignore
    try {
      const url = 'mariadb://ror@127.0.0.1:1/ror';
      const env = { LOG_LEVEL: 'info', DATABASE_URL: url, AUTH: 'none' };
      const { code, err } = await runCli(line.split(' '), { env });
      expect(code).toBe(3);
      expect(err).toMatch(
        /^The database mariadb:\/\/ror@127\.0\.0\.1:1\/ror cannot be opened \(.*\); check DATABASE_URL.*\n$/,
      );
      expect(logged.flatMap(({ mock }) => mock.calls.map(([text]) => String(text))).join('')).not.toContain('"stack"');
    } finally {
      for (const spy of logged) spy.mockRestore();
    }
  });

  it('prints its version', async () => {
    expect((await runCli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a server whose port is taken', () => {
  it.each(['PORT', 'MANAGEMENT_PORT'])('ends, and names %s', async (setting) => {
    const [taken, other] = [createServer(), createServer()];
    for (const server of [taken, other]) await once(server.listen(0), 'listening');
    const ports = [taken, other].map((server) => (server.address() as AddressInfo).port);
    other.close();
    await once(other, 'close');
    const [PORT, MANAGEMENT_PORT] = (setting === 'PORT' ? ports : ports.toReversed()).map(String);
    const env = { PORT: PORT!, MANAGEMENT_PORT: MANAGEMENT_PORT!, AUTH: 'none', DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent' };
    const { code, err } = await runCli(['serve'], { env });
    expect([code, err]).toEqual([3, `The server cannot start: the port of ${setting}, ${ports[0]}, cannot be opened: another program uses it.\n`]);
    // Free, because nothing of the server is left.
    await once(other.listen(ports[1]), 'listening');
    for (const server of [taken, other]) server.close();
  }); // prettier-ignore
});
