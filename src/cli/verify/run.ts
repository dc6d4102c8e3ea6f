import { IndexUpkeep, StoreRegistry } from '../../fhir';
import { readSettings } from '../../config/settings';
import type { Runner } from '../command';
import { EXIT } from '../exit-code';
import { countOf, keptIndexes, requireSamePolicies } from '../kept-indexes';
import { say } from '../messages';
import { openExisting } from '../open-server';
import { environmentOf } from '../options';
import { grouped, ProgressLine } from '../progress';

export const run: Runner = async (given, terminal) => {
  const interrupted = terminal.surroundings.interrupted();
  const mend = given.flag('mend');
  const settings = readSettings({ ...environmentOf(terminal.env, given), INDEX_UPKEEP: 'off', LOG_LEVEL: 'error' });
  const server = await openExisting(settings, { readsOnly: !mend, keepsLabels: true });
  try {
    const upkeep = server.get(IndexUpkeep);
    const indexes = keptIndexes(upkeep, given.list('type'));
    await requireSamePolicies(upkeep, indexes);
    const total = await countOf(server.get(StoreRegistry), indexes.map(({ searchable }) => searchable.type)); // prettier-ignore
    const progress = new ProgressLine(terminal, say`resources`);
    let [done, faulty] = [0, 0];
    for (const kept of indexes) {
      for await (const { count, faults } of upkeep.verify(kept, mend)) {
        for (const fault of faults)
          await terminal.write(`${JSON.stringify({ type: kept.searchable.type, ...fault })}\n`);
        done += count;
        faulty += new Set(faults.map(({ id }) => id)).size;
        progress.at({ done, share: Math.min(1, done / Math.max(1, total)) });
        if (interrupted.aborted) break;
      }
      if (interrupted.aborted) break;
    }
    progress.end();
    terminal.tell(say`Resources checked: ${grouped(done)}; with a wrong index: ${grouped(faulty)}.`);
    if (mend && faulty > 0) terminal.tell(say`The index was repaired.`);
    if (interrupted.aborted) return EXIT.interrupted;
    return faulty > 0 && !mend ? EXIT.faults : EXIT.done;
  } finally {
    await server.close();
  }
};
