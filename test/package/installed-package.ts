import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** The package as `npm run package` builds it, installed in a project with its declared dependencies and no others. */
export interface InstalledPackage extends Project {
  readonly tarball: string;
  /** Files of the package, relative to its root. */
  readonly files: readonly string[];
  /** Installs the same package in another project. @param source folder of the repository to copy */
  also(source: string): Project;
  remove(): void;
}

/** A project with the package, its declared dependencies, and no others. */
export interface Project {
  readonly folder: string;
  /** Runs a program from this repository's `node_modules`. */
  run(program: string, ...args: string[]): string;
  node(...args: string[]): string;
}

interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Dependencies of the consumer itself. */
const OF_THE_CONSUMER = ['@types/node'];

/** Needs no network: the dependencies of the package are linked from this repository's `node_modules`. */
export function installPackage(): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  execute('npm', ['run', 'package', '--', '--pack-destination', folder], root);
  const tarball = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz'))!,
  );
  execute('tar', ['-xzf', tarball, '-C', folder], folder);
  const unpacked = join(folder, 'package');
  const also = (source: string): Project => project(unpacked, source, join(folder, basename(source)));
  return {
    ...also('test/package/consumer'),
    tarball,
    files: readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1)),
    also,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function project(unpacked: string, source: string, folder: string): Project {
  cpSync(join(root, source), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  const { name, dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(unpacked, 'package.json'), 'utf8'),
  ) as Manifest;
  const modules = join(folder, 'node_modules');
  cpSync(unpacked, join(modules, name), { recursive: true });
  for (const needed of [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...OF_THE_CONSUMER]) {
    mkdirSync(dirname(join(modules, needed)), { recursive: true });
    symlinkSync(join(root, 'node_modules', needed), join(modules, needed), 'dir');
  }
  return {
    folder,
    run: (program, ...args) => execute(process.execPath, [join(root, 'node_modules', program), ...args], folder),
    node: (...args) => execute(process.execPath, args, folder),
  };
}

/** @throws Error with the output of the program, when it fails */
function execute(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}
