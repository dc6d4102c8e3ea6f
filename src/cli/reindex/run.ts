import { FhirError, IndexUpkeep, StoreRegistry } from '../../fhir';
import { readSettings } from '../../config/settings';
import { Refusal, type Runner } from '../command';
import { EXIT } from '../exit-code';
import { countOf, keptIndexes, requireSamePolicies } from '../kept-indexes';
import { say } from '../messages';
import { openExisting } from '../open-server';
import { environmentOf } from '../options';
import { grouped, ProgressLine } from '../progress';

export const run: Runner = async (given, terminal) => {
  const signal = terminal.surroundings.interrupted();
  const settings = readSettings({ ...environmentOf(terminal.env, given), INDEX_UPKEEP: 'off', LOG_LEVEL: 'error' });
  const server = await openExisting(settings, {
    readsOnly: given.flag('status'),
    givesUpLabels: settings.AUTH !== undefined,
  });
  try {
    const upkeep = server.get(IndexUpkeep);
    const types = given.list('type');
    const due = types.length > 0 ? keptIndexes(upkeep, types) : await upkeep.stale();
    // Without a choice, policies must not be given up by accident.
    if (settings.AUTH === undefined) await requireSamePolicies(upkeep, due);
    if (due.length === 0) terminal.tell(say`The indexes are up to date.`);
    if (given.flag('status')) {
      for (const { searchable } of due) terminal.tell(say`To do: ${searchable.type}`);
      return due.length > 0 ? EXIT.faults : EXIT.done;
    }
    const total = await countOf(server.get(StoreRegistry), due.map(({ searchable }) => searchable.type)); // prettier-ignore
    const progress = new ProgressLine(terminal, say`resources`);
    let before = 0;
    for (const kept of due) {
      const done = await upkeep.reindex(kept, {
        restart: given.flag('restart'),
        signal,
        onPage: (count) =>
          progress.at({ done: before + count, share: Math.min(1, (before + count) / Math.max(1, total)) }),
      });
      progress.end();
      if (done === undefined) {
        terminal.tell(say`Interrupted. Run the command again to continue from here.`);
        return EXIT.interrupted;
      }
      before += done;
      terminal.tell(say`${kept.searchable.type}: resources indexed: ${grouped(done)}.`);
    }
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind !== 'unavailable') throw error;
    throw new Refusal(
      say`${error.text}. What has been indexed so far is kept. Run the command again to continue from there.`,
      {
        cause: error,
      },
    );
  } finally {
    await server.close();
  }
};
