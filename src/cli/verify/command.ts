import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'verify',
  summary: say`check the search indexes against the resources`,
  description: [
    say`Computes the index entries and references of each resource, and compares them with every row of the indexes, including rows of resources that do not exist. Servers can keep running: a row that seems wrong is checked again while the resource is locked.`,
    say`Each fault is written to standard output as a line of JSON. The exit code is 1 if there is any, unless --mend is given.`,
  ],
  options: [
    DATABASE,
    { flags: '--type <type>', text: say`only this type (default: all)`, several: 'commas' },
    { flags: '--mend', text: say`repair faults` },
  ],
  examples: [
    ['verify', say`check all indexes of the database of DATABASE_URL`],
    ['verify --type Location --mend > faults.ndjson', say`repair the index of one type, and save its faults to a file`],
  ],
}; // prettier-ignore
