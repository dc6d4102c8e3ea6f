import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** The package as `npm run package` makes it, installed in a project that has what the package declares, and nothing else. */
export interface InstalledPackage {
  /** The folder of the project, `test/package/consumer` in the beginning. */
  readonly project: string;
  readonly tarball: string;
  /** Of the package, below its root. */
  readonly files: readonly string[];
  /** Runs a program of this repository's `node_modules`. */
  run(program: string, ...args: string[]): string;
  node(...args: string[]): string;
  remove(): void;
}

interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** What the consumer has for itself. */
const OF_THE_CONSUMER = ['@types/node'];

/** Needs no network: what the package depends on is linked from `node_modules` of this repository. */
export function installPackage(): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  const project = join(folder, 'consumer');
  cpSync(join(__dirname, 'consumer'), project, { recursive: true });
  execute('npm', ['run', 'package', '--', '--pack-destination', folder], root);
  const tarball = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz'))!,
  );
  execute('tar', ['-xzf', tarball, '-C', folder], folder);

  const unpacked = join(folder, 'package');
  const { name, dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(unpacked, 'package.json'), 'utf8'),
  ) as Manifest;
  const modules = join(project, 'node_modules');
  cpSync(unpacked, join(modules, name), { recursive: true });
  for (const needed of [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...OF_THE_CONSUMER]) {
    mkdirSync(dirname(join(modules, needed)), { recursive: true });
    symlinkSync(join(root, 'node_modules', needed), join(modules, needed), 'dir');
  }
  return {
    project,
    tarball,
    files: readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1)),
    run: (program, ...args) => execute(process.execPath, [join(root, 'node_modules', program), ...args], project),
    node: (...args) => execute(process.execPath, args, project),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** @throws Error what the program printed, when it fails */
function execute(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}
