import { DEFAULT_DATABASE_URL, openTables, requireDatabaseFile, type OpenTables } from '../../persistence';
import type { Runner } from '../command';
import { EXIT, type ExitCode } from '../exit-code';
import { say } from '../messages';
import { environmentOf } from '../options';
import type { Terminal } from '../terminal';

export const run: Runner = async (given, terminal) => {
  const url = environmentOf(terminal.env, given)['DATABASE_URL'] || DEFAULT_DATABASE_URL;
  // Only a migration makes a database.
  if (given.flag('status') || given.flag('revert')) requireDatabaseFile(url);
  const tables = await openTables({ url, readsOnly: given.flag('status') });
  try {
    if (given.flag('revert')) return await revert(tables, terminal);
    return await bringUpToDate(tables, terminal, given.flag('status'));
  } finally {
    await tables.close();
  }
};

async function revert(tables: OpenTables, terminal: Terminal): Promise<ExitCode> {
  const name = await tables.revert();
  terminal.tell(name === undefined ? say`There is no migration to revert.` : say`Reverted: ${name}`);
  return EXIT.done;
}

async function bringUpToDate(tables: OpenTables, terminal: Terminal, onlyTell: boolean): Promise<ExitCode> {
  const pending = await tables.pending();
  if (pending.length === 0) terminal.tell(say`The tables are up to date.`);
  for (const name of pending) terminal.tell(say`To do: ${name}`);
  if (onlyTell) return pending.length === 0 ? EXIT.done : EXIT.faults;
  if (pending.length === 0) return EXIT.done;
  const steps = new Steps(terminal);
  const ran = await tables.migrate(({ name }) => steps.begin(name));
  steps.end();
  const beside = pending.length - ran.length;
  if (beside > 0) terminal.tell(say`Another process ran ${beside} of them.`);
  return EXIT.done;
}

/** Reports each step when it begins, and how long it took, since one may take minutes on a large directory. */
class Steps {
  private current: { readonly name: string; readonly since: number } | undefined;

  constructor(private readonly terminal: Terminal) {}

  begin(name: string): void {
    this.end();
    this.current = { name, since: performance.now() };
    this.terminal.tell(say`Running: ${name}`);
  }

  end(): void {
    if (!this.current) return;
    const { name, since } = this.current;
    const seconds = (performance.now() - since) / 1_000;
    this.terminal.tell(say`Done: ${name} (${seconds.toFixed(1)} s)`);
    this.current = undefined;
  }
}
