import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'reindex',
  summary: say`rebuild search indexes`,
  description: [
    say`Rebuilds the search indexes of the types whose search parameters have changed, or of the types given. Servers can keep running; with INDEX_UPKEEP=off or beside, they do not wait for the indexes when they start.`,
    say`A run that was interrupted or killed resumes where it stopped.`,
  ],
  options: [
    DATABASE,
    { flags: '--type <type>', text: say`rebuild this type even if its index is up to date (all: every type)`, several: 'commas' },
    { flags: '--restart', text: say`start at the first resource, even if an unfinished run could be resumed` },
    { flags: '--status', text: say`only list what is to be done; the exit code is 1 if there is anything` },
  ],
  examples: [
    ['reindex --status', say`rebuild what an update requires, before servers start`],
    ['reindex --type Organization,Location', say`rebuild two types`],
  ],
}; // prettier-ignore
