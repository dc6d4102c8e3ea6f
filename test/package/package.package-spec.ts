import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type InstalledPackage, installPackage } from './installed-package';
import { bundle } from './bundle';
import { legacyHospital } from './legacy-hospital';
import { freePort } from './free-port';

const SOURCES = join(__dirname, '../../src');
const BESIDE = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

describe('the package', () => {
  it('contains the compiled src with its types, the pages for authors of plugins, and nothing from tests, benches or scripts', () => {
    const others = installed.files.filter((file) => !isCompiled(file));
    const pages = readdirSync(join(SOURCES, '../docs/plugins')).map((name) => `docs/plugins/${name}`);
    expect(others.sort()).toEqual([...BESIDE, ...pages].sort());
    const compiled = installed.files.filter((file) => file.endsWith('.js'));
    expect(compiled.length).toBeGreaterThan(300);
    expect(compiled.filter((file) => !installed.files.includes(file.replace(/\.js$/, '.d.ts')))).toEqual([]);
  });

  it('passes publint', () => {
    expect(installed.run('publint/src/cli.js', installed.tarball, '--strict')).toContain('All good!');
  });

  it('has types that every module resolution finds', () => {
    const told = installed.run('@arethetypeswrong/cli/dist/index.js', installed.tarball, '--no-definitely-typed');
    expect(told).toContain('No problems found');
  });
});

describe('a project that has installed it', () => {
  it('compiles with strict settings, and checks the types of the package and its dependencies (no skipLibCheck)', () => {
    expect(installed.run('typescript/bin/tsc', '-p', '.')).toBe('');
  });

  it('runs a FHIR server with a plugin of its own beside those of the directory', () => {
    expect(JSON.parse(installed.node('out/main.js'))).toMatchObject({
      status: 200,
      software: { name: 'Consumer', version: '1.0.0' },
      types: expect.arrayContaining(['Organization', 'Endpoint']) as string[],
      missing: 404,
      received: expect.arrayContaining(['read']) as string[],
    });
  });

  it('tests a store with the testing kit, in another test runner', () => {
    const told = installed.node('out/store.js');
    expect(Number(/^# pass (\d+)$/m.exec(told)?.[1])).toBeGreaterThan(50);
    expect(told).toMatch(/^# fail 0$/m);
  });

  it('starts the server of the product', async () => {
    const port = await freePort();
    const server = spawn(process.execPath, ['node_modules/ror-fhir-facade/dist/src/cli/bin.js', 'serve'], {
      cwd: installed.folder,
      env: { PORT: String(port), DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent', STOP_DELAY: '0', AUTH: 'none' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const stopped = new Promise((resolve) => server.once('exit', resolve));
    try {
      await Promise.race([new Promise((resolve) => server.stdout.once('data', resolve)), stopped]);
      expect((await fetch(`http://127.0.0.1:${port}/fhir/metadata`)).status).toBe(200);
    } finally {
      server.kill();
    }
    expect(await stopped).toBe(0);
  });
});

legacyHospital(() => installed);
bundle();

/** Stale output of a deleted file counts as foreign. */
function isCompiled(file: string): boolean {
  const [, path, kind] = /^dist\/src\/(.+?)(\.d\.ts|\.js|\.json)$/.exec(file) ?? [];
  if (path === undefined || path.endsWith('.spec')) return false;
  return existsSync(join(SOURCES, kind === '.json' ? `${path}.json` : `${path}.ts`));
}
