import { generateDirectory } from '../../ror';
import type { Runner } from '../command';
import { EXIT } from '../exit-code';
import { say } from '../messages';
import { LineWriter, openOutput, standardOutput, type DataOutput } from '../output';
import { grouped, ProgressLine } from '../progress';

export const run: Runner = async (given, terminal) => {
  const count = given.number('count', 1, (value) => say`--count must be a whole number of at least 1, not ${value}`)!;
  const path = given.text('output');
  const interrupted = terminal.surroundings.interrupted();
  const output: DataOutput = path === undefined ? standardOutput(terminal) : await openOutput(path);
  const lines = new LineWriter(output);
  const progress = new ProgressLine(terminal, say`resources`);
  let done = 0;
  try {
    for (const resource of generateDirectory({ seed: given.text('seed')!, count })) {
      const full = lines.line(JSON.stringify(resource));
      done += 1;
      if (!full) continue;
      await full;
      progress.at({ done, share: done / count });
      if (interrupted.aborted) break;
    }
    await lines.flush();
    progress.end();
    if (interrupted.aborted) {
      await output.abandon();
      return EXIT.interrupted;
    }
    await output.end();
  } catch (error) {
    await output.abandon();
    throw error;
  }
  terminal.tell(say`Resources generated: ${grouped(done)}.`);
  return EXIT.done;
};
