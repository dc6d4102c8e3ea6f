import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** What `npm run build` writes: the command line and its libraries as one file, and that file compiled. */
export const BUNDLE = join(__dirname, '../../bundle');
/** Files that change when the sources are compiled, or libraries installed, in another version. */
const ORIGINS = [join(__dirname, '../../.tsbuildinfo'), join(__dirname, '../../../node_modules/.package-lock.json')];

const NAMES = { program: 'cli.js', compiledFrom: 'compiled-from' } as const;
/** Written round the program: a function of what a CommonJS module is given. */
export const WRAPPER = ['(function (exports, require, module, __filename, __dirname) {', '})'] as const;

/** A multiple of 8, as which V8 wants its data aligned. */
const DIGEST_BYTES = 32;

/** About damage, not about attacks: whoever can write here can change the program too. Takes 12 ms. */
function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The files of a bundle in a folder. */
export class Bundle<T> {
  readonly program: string;
  /** Says which {@link origin} it was made from. */
  readonly compiledFrom: string;
  /** The compiled program; it depends on the version of V8, its flags and the processor. */
  readonly compiled: string;

  constructor(folder: string) {
    this.program = join(folder, NAMES.program);
    this.compiledFrom = join(folder, NAMES.compiledFrom);
    this.compiled = join(folder, `cli-${cachedDataVersionTag().toString(16)}.cache`);
  }

  /** False when it is missing or cut off, or older than the compiled sources or the libraries. */
  get isCurrent(): boolean {
    if (!existsSync(this.compiledFrom) || !existsSync(this.program)) return false;
    return readFileSync(this.compiledFrom, 'utf8') === this.origin;
  }

  /** What the program is made from, and its size. */
  get origin(): string {
    const digest = createHash('sha256');
    for (const file of ORIGINS) if (existsSync(file)) digest.update(readFileSync(file));
    return `${digest.digest('hex')} ${statSync(this.program).size}`;
  }

  /** Keeps what V8 has compiled, behind its digest. */
  keep(compiled: Buffer): void {
    writeFileSync(this.compiled, Buffer.concat([digestOf(compiled), compiled]));
  }

  /** V8 trusts what it compiled: damaged data would crash the process. @returns undefined for such data, or none */
  private get kept(): Buffer | undefined {
    if (!existsSync(this.compiled)) return undefined;
    const file = readFileSync(this.compiled);
    const [digest, compiled] = [file.subarray(0, DIGEST_BYTES), file.subarray(DIGEST_BYTES)];
    return digest.equals(digestOf(compiled)) ? compiled : undefined;
  }

  /** Runs the program. V8 ignores a compiled one that does not fit. @returns its exports, and the script to compile */
  load(): { readonly exports: T; readonly script: Script } {
    const { program, kept } = this;
    // The bundle is in ASCII. As Latin-1 it takes half the memory, and is not copied.
    const script = new Script(readFileSync(program, 'latin1'), {
      filename: program,
      ...(kept && { cachedData: kept }),
    });
    const module = { exports: {} as T };
    const run = script.runInThisContext() as (...given: unknown[]) => void;
    run(module.exports, createRequire(program), module, program, BUNDLE);
    return { exports: module.exports, script };
  }
}
