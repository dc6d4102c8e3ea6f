import { readSettings } from '../../../config/settings';
import { openAuditLog } from '../../../persistence';
import { software } from '../../../server/software';
import { type Given, type Runner } from '../../command';
import { EXIT } from '../../exit-code';
import { instantOf } from '../../instant';
import { say } from '../../messages';
import { environmentOf } from '../../options';
import { LineWriter, openOutput, standardOutput } from '../../output';
import { grouped, ProgressLine } from '../../progress';
import { eventLines, recordLines, type Span } from './log-lines';

/** The last instant an id can express. */
const FOR_EVER = 2 ** 48 - 2;

/** `ror-fhir audit export`. @throws UsageError for an invalid instant */
export const run: Runner = async (given, terminal) => {
  const interrupted = terminal.surroundings.interrupted();
  const span = spanOf(given);
  const settings = readSettings(environmentOf(terminal.env, given));
  const observer = { baseUrl: settings.BASE_URL, name: software.name };
  const { log, close } = await openAuditLog({ url: settings.DATABASE_URL });
  const path = given.text('output');
  const output = path === undefined ? standardOutput(terminal) : await openOutput(path);
  try {
    const writer = new LineWriter(output);
    const progress = new ProgressLine(terminal, say`records`);
    let done = 0;
    const all = given.text('format') === 'records' ? recordLines(log, span) : eventLines(log, span, observer);
    for await (const { lines, rows } of all) {
      for (const line of lines) await writer.line(JSON.stringify(line));
      done += rows;
      progress.at({ done });
      if (interrupted.aborted) break;
    }
    progress.end();
    if (interrupted.aborted) {
      await output.abandon();
      return EXIT.interrupted;
    }
    await writer.flush();
    await output.end();
    terminal.tell(say`Records exported: ${grouped(done)}.`);
    return EXIT.done;
  } catch (error) {
    await output.abandon();
    throw error;
  } finally {
    await close();
  }
};

function spanOf(given: Given): Span {
  const low = instantOf('--since', given.text('since')) ?? 0;
  const until = instantOf('--until', given.text('until'));
  return { low, high: until === undefined ? FOR_EVER : until - 1 };
}
