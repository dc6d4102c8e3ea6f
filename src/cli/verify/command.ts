import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'verify',
  summary: say`compare the indexes with the resources`,
  description: [
    say`Computes what each resource is found by, and what it refers to, and compares that with every row of the indexes, also with those of resources that are not there. Servers may go on meanwhile: what seems wrong is looked at again while nobody writes it.`,
    say`Each fault goes to standard output as a line of JSON. The exit code is 1 when there is one, unless it is mended.`,
  ],
  options: [
    DATABASE,
    { flags: '--type <types...>', text: say`these types; by default all` },
    { flags: '--mend', text: say`put right what is wrong` },
  ],
  examples: [
    ['verify', say`all indexes of the database of DATABASE_URL`],
    ['verify --type Location --mend > faults.ndjson', say`mend one, and keep what was wrong`],
  ],
}; // prettier-ignore
