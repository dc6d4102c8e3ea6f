import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { INestApplicationContext } from '@nestjs/common';
import { type FhirError, ServiceRegistry, StoreRegistry, WritePipeline } from '../../fhir';
import { toRefusal } from '../../fhir/errors/operation-outcome';
import { describeAddress, parseDatabaseUrl } from '../../persistence';
import type { Handling } from '../../fhir/options/fhir-options';
import { readSettings, type Settings } from '../../config/settings';
import { type Given, Refusal, type Runner } from '../command';
import { EXIT, type ExitCode } from '../exit-code';
import { findFiles, type InputFile } from '../input/find-files';
import type { Found } from '../input/read-resources';
import { rorLanguages, say } from '../messages';
import { openServer } from '../open-server';
import { environmentOf } from '../options';
import { grouped, ProgressLine } from '../progress';
import type { Terminal } from '../terminal';
import { entryOf } from '../validate/findings';
import { nameOf } from '../validate/run';
import { ReadyPool } from './ahead/ready-pool';
import { startThread } from './ahead/ready-thread';
import { BatchWriter } from './batch-writer';
import { ImportPlans } from './import-plans';
import { ImportReferences } from './import-references';
import { Importer } from './importer';
import { LinesFile } from './lines-file';
import { identityOf, StateFile, type Checkpoint } from './state';

/**
 * `ror-fhir import`. @throws Refusal for a path that does not exist; Error when the database or a file cannot be used
 */
export const run: Runner = async (given, terminal) => {
  const batch = given.number('batch', 1, (value) => say`--batch must be a whole number of at least 1, not ${value}`);
  const workers = given.number(
    'workers',
    0,
    (value) => say`--workers must be a whole number of at least 0, not ${value}`,
  );
  const interrupted = terminal.surroundings.interrupted();
  const files = await findFiles(given.args);
  for (const path of [given.text('report')!, given.text('state')!]) await requireOrdinary(path);
  const settings = readSettings(environmentOf(terminal.env, given));
  const server = await openServer(settings, { bulk: true });
  try {
    return await new Run(given, terminal, settings, server, files, workers ?? usualWorkers()).to(interrupted, batch!);
  } finally {
    await server.close();
  }
};

/** These files are cut back, replaced and removed, which must not happen to a device such as /dev/null. */
async function requireOrdinary(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isFile()) throw new Refusal(say`${path} is not an ordinary file; name another one.`);
}

/**
 * Leaves one processor to the writing thread and one to its garbage collection and I/O; with only two processors,
 * threads would just be in its way.
 */
function usualWorkers(): number {
  return Math.max(0, Math.min(MOST_WORKERS, availableParallelism() - 2));
}

const MOST_WORKERS = 4;

class Run {
  private readonly stores: StoreRegistry;
  private readonly language;
  private readonly state: StateFile;

  constructor(
    private readonly given: Given,
    private readonly terminal: Terminal,
    private readonly settings: Settings,
    private readonly server: INestApplicationContext,
    private readonly files: readonly InputFile[],
    private readonly workers: number,
  ) {
    this.stores = server.get(StoreRegistry);
    this.language = rorLanguages(terminal.language)[0]!;
    const database = describeAddress(parseDatabaseUrl(settings.DATABASE_URL));
    this.state = new StateFile(given.text('state')!, identityOf(database, files));
  }

  async to(interrupted: AbortSignal, batch: number): Promise<ExitCode> {
    const from = this.given.flag('restart') ? undefined : await this.before();
    if (from) this.terminal.tell(say`Resuming; resources already done: ${grouped(from.counts.read)}.`);
    const report = await LinesFile.open(this.given.text('report')!, from?.report ?? 0);
    const open = await LinesFile.open(this.openPath, from?.references ?? 0);
    const references = new ImportReferences(this.stores, this.settings.BASE_URL, open);
    const progress = new ProgressLine(this.terminal, say`resources`);
    const handling = this.given.flag('strict') ? 'strict' : this.settings.HANDLING;
    const pool = this.pool(handling);
    const importer = new Importer(
      this.files,
      {
        writer: new BatchWriter(
          this.server.get(WritePipeline),
          new ImportPlans(this.server.get(ServiceRegistry), handling),
          this.stores,
        ),
        keep: async (written) => {
          await report.append(
            written.flatMap(({ found, outcome }) => (outcome.fault ? [this.entry(found, outcome.fault)] : [])),
          );
          await references.note(written.flatMap(({ found, outcome }) => (outcome.fault ? [] : [found])));
          return { report: report.bytes, references: open.bytes };
        },
        reached: async (checkpoint, how) => {
          await this.state.write(checkpoint);
          progress.at(how);
        },
      },
      { from, batch, atOnce: this.atOnce, stdin: this.terminal.surroundings.stdin, pool },
    );
    try {
      const { counts } = await importer.run(interrupted);
      progress.end();
      this.tell(counts);
      if (interrupted.aborted) {
        this.terminal.tell(say`Interrupted. Run the command again with the same files to continue from here.`);
        return EXIT.interrupted;
      }
      const nowhere = await this.tellNowhere(references, report);
      await this.state.remove();
      await open.remove();
      const isDue = this.settings.REFERENTIAL_INTEGRITY === 'on' || this.settings.REFERENTIAL_INTEGRITY === 'write';
      if (report.bytes > 0) this.terminal.tell(say`See the report in ${this.given.text('report')!}.`);
      return counts.refused > 0 || (isDue && nowhere > 0) ? EXIT.faults : EXIT.done;
    } finally {
      await pool?.close();
      await open.close();
      await (report.bytes > 0 ? report.close() : report.remove());
    }
  }

  /** The saved state, if it matches this database in its current state. */
  private async before(): Promise<Checkpoint | undefined> {
    const checkpoint = await this.state.read();
    if (!checkpoint?.last) return undefined;
    const { last, report, references } = checkpoint;
    const isHere = [
      LinesFile.has(this.given.text('report')!, report),
      LinesFile.has(this.openPath, references),
      this.stores.of(last.type).vread(last.type, last.id, last.versionId),
    ];
    if ((await Promise.all<unknown>(isHere)).every(Boolean)) return checkpoint;
    this.terminal.tell(
      say`The database or the report does not match the state file; starting again at the first file.`,
    );
    return undefined;
  }

  /** SQLite runs inside this process, except for its COMMIT, during which the next batch is read and checked. */
  private get atOnce(): number {
    return parseDatabaseUrl(this.settings.DATABASE_URL).engine === 'sqlite' ? 2 : 3;
  }

  private pool(handling: Handling): ReadyPool | undefined {
    const { given, terminal, files, workers } = this;
    if (workers === 0) return undefined;
    const env = environmentOf(terminal.env, given);
    return new ReadyPool(workers, () => startThread({ env, handling }), files.reduce((sum, { bytes = 0 }) => sum + bytes, 0)); // prettier-ignore
  }

  /** File for references still to be checked. */
  private get openPath(): string {
    return `${this.given.text('state')}.references`;
  }

  private tell({ read, created, updated, unchanged, refused }: Checkpoint['counts']): void {
    const [all, made, changed, same, wrong] = [read, created, updated, unchanged, refused].map(grouped) as [string, string, string, string, string]; // prettier-ignore
    this.terminal.tell(
      say`Resources: ${all}; created: ${made}, updated: ${changed}, unchanged: ${same}, refused: ${wrong}`,
    );
  }

  /**
   * Reports references that lead nowhere as warnings, since the resources are already written. @returns their number
   */
  private async tellNowhere(references: ImportReferences, report: LinesFile): Promise<number> {
    let count = 0;
    for await (const { place, resource, issue } of references.leadingNowhere()) {
      count += 1;
      await report.append([entryOf({ place, resource, issues: [{ severity: 'warning', ...issue }] }, this.language)]);
    }
    if (count > 0) this.terminal.tell(say`References to resources that do not exist: ${grouped(count)}.`);
    return count;
  }

  private entry({ place, resource }: Found, fault: FhirError) {
    return entryOf({ place, resource: nameOf(resource), issues: toRefusal(fault).outcome.issues }, this.language);
  }
}
