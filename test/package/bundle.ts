import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { freePort } from './free-port';

const root = join(__dirname, '../..');
const BIN = join(root, 'dist/src/cli/bin.js');
const FOLDER = join(root, 'dist/bundle');

/** Texts that do not depend on the time, from all that a bundle could lose: files, late modules, languages. */
const REQUESTS: readonly (readonly [path: string, init?: RequestInit])[] = [
  ['/openapi.json'],
  ['/docs/'],
  ['/docs/swagger-ui-bundle.js'],
  ['/fhir/StructureDefinition?_count=2'],
  ['/fhir/Organization?name=h%C3%B4pital&_sort=name&_count=3'],
  ['/fhir/Organization?_format=html'],
  ['/fhir/Organization?_format=html', { headers: { 'Accept-Language': 'fr' } }],
  // Of the sample, a pôle cœur-poumons-vaisseaux.
  ['/fhir/Organization?name:contains=coeur'],
  ['/fhir/Organization?_content=coeur'],
  ['/fhir/Organization/none', { headers: { 'Accept-Language': 'fr' } }],
  ['/fhir/Practitioner?phonetic=dupont', { headers: { Accept: 'application/fhir+xml' } }],
  [
    '/fhir/Organization/$validate',
    { method: 'POST', body: '{"resourceType":"Organization"}', headers: { 'Content-Type': 'application/fhir+json' } },
  ],
  [
    '/fhir/Organization/$validate',
    {
      method: 'POST',
      body: '{“resourceType”:1}',
      headers: { 'Content-Type': 'application/fhir+json', 'Accept-Language': 'fr' },
    },
  ],
  [
    '/fhir/Organization/$validate',
    {
      method: 'POST',
      body: '{"resourceType":"Organization","name":"x","partOf":{"reference":"foo bar"}}',
      headers: { 'Content-Type': 'application/fhir+json', 'Accept-Language': 'fr' },
    },
  ],
  [
    '/fhir/Organization/none',
    {
      method: 'PATCH',
      body: '[{"op":"remove","path":"/nom"}]',
      headers: { 'Content-Type': 'application/json-patch+json' },
    },
  ],
];

/** Cursors belong to a database, ids to a request, and the sample is as old as its server. */
const CHANGING = /_cursor=[\w-]+|\d\d:\d\d:\d\d(?:\.\d+)?|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** `npm run build` without the compilation, which packing has done. */
export function bundle(): void {
  describe('the bundle of the command line', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'bundle-'));
      execFileSync(process.execPath, [join(root, 'dist/scripts/bundle/bundle.js')], { stdio: 'inherit' });
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
      rmSync(FOLDER, { recursive: true, force: true });
    });

    it('is compiled for the flags of npm start, and V8 takes it', () => {
      const program = `const { Bundle, BUNDLE } = require(${JSON.stringify(join(root, 'dist/src/cli/bundle.js'))});
        const bundle = new Bundle(BUNDLE);
        console.log(bundle.isCurrent, bundle.load().script.cachedDataRejected);`;
      for (const flags of [['--max-old-space-size=512'], []])
        expect(node(...flags, '-r', 'reflect-metadata', '-e', program).trim()).toBe('true false');
    });

    it.each([
      ['the sources are compiled anew', 'dist/.tsbuildinfo'],
      ['libraries are installed', 'node_modules/.package-lock.json'],
      ['it is cut off', 'dist/bundle/cli.js'],
    ])('is left aside once %s', (_, name) => {
      const file = join(root, name);
      const before = readFileSync(file);
      writeFileSync(file, before.subarray(1));
      expect(isCurrent()).toBe('false');
      writeFileSync(file, before);
      expect(isCurrent()).toBe('true');
    });

    it('answers like the compiled sources', async () => {
      const [bundled, compiled] = await Promise.all([
        answersOf([BIN, 'serve']),
        answersOf(['-e', withoutBundle('serve')]),
      ]);
      expect(bundled.size).toBe(REQUESTS.length + 1);
      // Whole texts would fill the screen.
      const others = [...bundled].filter(([request, answer]) => answer !== compiled.get(request));
      expect(others.map(([request]) => request)).toEqual([]);
    });

    it('is in ASCII, as which it is loaded', () => {
      expect(/[^\0-\x7f].{0,40}/.exec(readFileSync(join(FOLDER, 'cli.js'), 'utf8'))?.[0]).toBeUndefined();
    });

    it.each(['en', 'fr'])('helps in %s like the compiled sources', (language) => {
      const help = ['--lang', language, '--help'];
      expect(node(BIN, ...help)).toBe(node('-e', withoutBundle(...help)));
    });

    it('imports with a thread, and validates', () => {
      const data = join(folder, 'data.ndjson');
      node(BIN, 'generate', '--count', '6000', '--output', data);
      const env = { DATABASE_URL: `sqlite:${join(folder, 'imported.db')}`, AUTH: 'none' };
      expect(nodeIn(folder, env, BIN, 'import', data, '--workers', '1')).toMatch(/created: 6\D000,/);
      expect(nodeIn(folder, env, BIN, 'validate', data)).toMatch(/Resources: 6000, errors: 0/);
    });

    // Otherwise the server and the commands of the package would rebuild each other's indexes.
    it('describes the search indexes like the compiled sources', () => {
      const data = join(folder, 'some.ndjson');
      node(BIN, 'generate', '--count', '200', '--output', data);
      const [bundled, compiled] = [
        [BIN, 'import', data],
        ['-e', withoutBundle('import', data)],
      ].map((args, at) => {
        const file = join(folder, `indexed-${at}.db`);
        nodeIn(folder, { DATABASE_URL: `sqlite:${file}`, AUTH: 'none' }, ...args);
        return new Libsql(file).prepare('SELECT type, digest FROM fhir_search_index ORDER BY type').raw(true).all();
      });
      expect(bundled).not.toEqual([]);
      expect(bundled).toEqual(compiled);
    });

    it('finds the driver of MariaDB', () => {
      const env = { DATABASE_URL: 'mariadb://nobody@127.0.0.1:1/none', AUTH: 'none', LOG_LEVEL: 'silent' };
      expect(nodeIn(folder, env, BIN, 'verify')).toMatch(/127\.0\.0\.1:1/);
    });
  });
}

/** A program that runs the command line from the compiled sources. */
function withoutBundle(...args: readonly string[]): string {
  return `require(${JSON.stringify(join(root, 'node_modules/reflect-metadata'))});
    const { stdin, stdout, stderr, env } = process;
    const stop = new AbortController();
    process.on('SIGTERM', () => stop.abort());
    void require(${JSON.stringify(join(root, 'dist/src/cli/run.js'))})
      .run(${JSON.stringify(args)}, { env, stdin, stdout, stderr, interrupted: () => stop.signal });`;
}

function isCurrent(): string {
  const program = `const { Bundle, BUNDLE } = require(${JSON.stringify(join(root, 'dist/src/cli/bundle.js'))});
    console.log(new Bundle(BUNDLE).isCurrent);`;
  return node('-e', program).trim();
}

/** The answers of a server, by request. */
async function answersOf(args: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const port = await freePort();
  const server = spawn(process.execPath, args, {
    cwd: root,
    env: { PORT: String(port), BASE_URL: 'http://fhir.example.org/fhir', DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true', LOG_LEVEL: 'info', STOP_DELAY: '0', AUTH: 'none' }, // prettier-ignore
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let told = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
    while (!told.includes('Swagger UI')) await Promise.race([once(server.stdout, 'data'), once(server, 'exit')]);
    // The names of classes, which a bundler may change.
    const answers = new Map<string, string>([['plugins', /Plugins: [^"]*/.exec(told)![0]]]);
    for (const [path, init] of REQUESTS) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
      const text = (await response.text()).replaceAll(CHANGING, '');
      answers.set(`${init?.method ?? 'GET'} ${path} ${JSON.stringify(init ?? {})}`, `${response.status} ${text}`);
    }
    return answers;
  } finally {
    await stopped(server);
  }
}

async function stopped(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
}

function node(...args: string[]): string {
  return nodeIn(root, {}, ...args);
}

/** @returns what it printed, first its standard output */
function nodeIn(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
  return stdout + stderr;
}
