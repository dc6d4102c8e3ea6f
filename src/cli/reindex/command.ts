import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'reindex',
  summary: say`make search indexes anew`,
  description: [
    say`Makes the search index anew of the types whose search parameters have changed, or of those that are named. Servers may go on meanwhile: with INDEX_UPKEEP=off or beside they do not wait for it at their start.`,
    say`A run that was stopped, or killed, goes on from where it was.`,
  ],
  options: [
    DATABASE,
    { flags: '--type <types...>', text: say`these types, whatever the state of their indexes; all stands for all types` },
    { flags: '--restart', text: say`begin at the first resource, whatever was done before` },
    { flags: '--status', text: say`tell what there is to do, and do nothing; exit code 1 when there is something` },
  ],
  examples: [
    ['reindex --status', say`after an update, before the servers start`],
    ['reindex --type Organization,Location', say`two types`],
  ],
}; // prettier-ignore
