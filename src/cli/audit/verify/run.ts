import { ChainHasher, verifyChain, type ChainPlace } from '../../../fhir';
import { readSettings } from '../../../config/settings';
import { openAuditLog } from '../../../persistence';
import { type Runner, UsageError } from '../../command';
import { EXIT } from '../../exit-code';
import { say } from '../../messages';
import { environmentOf } from '../../options';
import { grouped, ProgressLine } from '../../progress';

/** `ror-fhir audit verify`. @throws UsageError for an invalid anchor */
export const run: Runner = async (given, terminal) => {
  const interrupted = terminal.surroundings.interrupted();
  const anchors = given.list('anchor').map(anchorOf);
  const settings = readSettings(environmentOf(terminal.env, given));
  const { log, close } = await openAuditLog({ url: settings.DATABASE_URL });
  try {
    const { rows: total } = await log.counts();
    const progress = new ProgressLine(terminal, say`records`);
    let [done, faulty] = [0, 0];
    for await (const { rows, faults } of verifyChain(log, new ChainHasher(settings.AUDIT_KEY), anchors)) {
      for (const fault of faults) await terminal.write(`${JSON.stringify(fault)}\n`);
      done += rows;
      faulty += faults.length;
      progress.at({ done, share: Math.min(1, done / Math.max(1, total)) });
      if (interrupted.aborted) break;
    }
    progress.end();
    if (interrupted.aborted) return EXIT.interrupted;
    const { number, hash, cut } = await log.head();
    terminal.tell(say`Records sealed: ${grouped(done)}; the chain ends at ${`${number}:${hash}`}.`);
    if (cut.number > 0) terminal.tell(say`Blocks up to seal ${cut.number} were removed because of their age.`);
    terminal.tell(faulty > 0 ? say`Faults found: ${grouped(faulty)}.` : say`No faults found.`);
    return faulty > 0 ? EXIT.faults : EXIT.done;
  } finally {
    await close();
  }
};

function anchorOf(text: string): ChainPlace {
  const [, number, hash] = /^(\d{1,10}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number !== undefined && hash !== undefined) return { number: Number(number), hash };
  throw new UsageError(
    say`--anchor must be a number and a hash of 64 hexadecimal digits, such as 12:5f2c…, not ${text}`,
  );
}
