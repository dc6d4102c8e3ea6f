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
    ['validate x --format pdf', /--format does not accept this value/],
    ['migrate --database', /--database needs a value/],
    ['backup a b', /too many arguments/],
    ['--lang de --help', /--lang does not accept this value/],
  ])('refuses %s with code 2', async (line, words) => {
    const { code, out, err } = await runCli(line.split(' '));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
  });

  it.each<[line: string, words: RegExp]>([
    ['validate /no/such/file', /no file or folder/],
    ['migrate --database postgres://x', /DATABASE_URL|sqlite/],
    ['backup /tmp/never --database sqlite:/no/such.db', /no database at/],
  ])('says why %s cannot be done, with code 3', async (line, words) => {
    const { code, err } = await runCli(line.split(' '));
    expect(err).toMatch(words);
    expect(code).toBe(3);
  });

  it('prints its version', async () => {
    expect((await runCli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
