import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openServerDatabase } from '../bench-database';
import type { Cleanup } from '../cleanup';
import type { EngineName } from '../plan';
import { type Ran, runCommand } from './processes';

const SCRIPT = join(__dirname, '../../../scripts/mariadb.sh');
const run = promisify(execFile);

/** A directory of a given size in a database. */
export interface Directory {
  readonly url: string;
  /** Resources imported per second, without the start of the process; absent when not measured. */
  readonly imported?: number;
  readonly importPeakBytes?: number;
}

/** Creates directories in a folder, or reuses existing ones. */
export class Data {
  private server: string | undefined;

  constructor(
    private readonly folder: string,
    private readonly cleanup: Cleanup,
  ) {}

  async open(engine: EngineName, size: number): Promise<Directory> {
    const url = await this.urlOf(engine, size);
    const note = join(this.folder, `${engine}-${size}.json`);
    if (existsSync(note)) {
      await runCommand(['migrate'], url, this.log);
      // Otherwise a server would do it before it answers.
      await runCommand(['reindex'], url, this.log);
      return { url, ...(JSON.parse(await readFile(note, 'utf8')) as object) };
    }
    const file = await this.fileOf(size);
    console.log(`importing ${size} resources into ${engine} …`);
    const state = join(this.folder, 'import.json');
    await rm(state, { force: true });
    const args = ['import', file, '--restart', '--state', state, '--report', join(this.folder, 'import-report.ndjson')];
    const { seconds, peakResidentBytes } = await runCommand(args, url, this.log);
    const made = { imported: size / (seconds - (await this.startSeconds(url))), importPeakBytes: peakResidentBytes };
    await writeFile(note, JSON.stringify(made));
    return { url, ...made };
  }

  /** @returns resources per second without the start of the process, that start in seconds, and peak memory */
  async exported({ url }: Directory, size: number): Promise<{ rate: number; startSeconds: number; peakBytes: number }> {
    const { seconds, peakResidentBytes } = await this.export(url);
    const startSeconds = await this.startSeconds(url);
    return { rate: size / (seconds - startSeconds), startSeconds, peakBytes: peakResidentBytes };
  }

  /** How long a command takes that has nothing to do. */
  private async startSeconds(url: string): Promise<number> {
    return (await this.export(url, '--since', '9999-01-01T00:00:00Z')).seconds;
  }

  private async export(url: string, ...options: readonly string[]): Promise<Ran> {
    const output = join(this.folder, 'export.ndjson');
    const ran = await runCommand(['export', '--output', output, ...options], url, this.log);
    await rm(output);
    return ran;
  }

  private get log(): string {
    return join(this.folder, 'commands.log');
  }

  private async fileOf(size: number): Promise<string> {
    const file = join(this.folder, `directory-${size}.ndjson`);
    if (!existsSync(file))
      await runCommand(['generate', '--count', String(size), '--output', file], 'sqlite::memory:', this.log);
    return file;
  }

  private async urlOf(engine: EngineName, size: number): Promise<string> {
    if (engine === 'sqlite') return `sqlite:${join(this.folder, `directory-${size}.db`)}`;
    const server = (this.server ??= await this.startServer());
    const admin = await openServerDatabase(server);
    await admin.run(`CREATE DATABASE IF NOT EXISTS ror_directory_${size} CHARACTER SET utf8mb4`);
    await admin.close();
    const url = new URL(server);
    url.pathname = `/ror_directory_${size}`;
    return url.href;
  }

  /** A server with enough memory for the directory, as a database server of that size would have. */
  private async startServer(): Promise<string> {
    const data = join(this.folder, 'mariadb');
    const { stdout } = await run(SCRIPT, ['start', data]);
    this.cleanup.add(async () => void (await run(SCRIPT, ['stop', data])));
    const admin = await openServerDatabase(stdout.trim());
    await admin.run('SET GLOBAL innodb_buffer_pool_size = 1073741824');
    await admin.close();
    return stdout.trim();
  }
}
