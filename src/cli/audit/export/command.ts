import type { Command } from '../../command';
import { say } from '../../messages';
import { DATABASE } from '../../options';

export const command: Command = {
  name: 'export',
  summary: say`write the audit log as NDJSON`,
  description: [
    say`Writes the records in the order of time, a line each: as AuditEvent, or as they are kept and sealed (--format records), from which anybody can compute the hashes of the chain.`,
    say`A file appears when it is whole. The export itself is not recorded: whoever can run it can read the database.`,
  ],
  options: [
    DATABASE,
    { flags: '--since <instant>', text: say`what was recorded at or after this instant: 2026-01-31, or 2026-01-31T10:00:00Z` },
    { flags: '--until <instant>', text: say`what was recorded before this instant` },
    { flags: '--format <format>', text: say`what a line is`, choices: ['events', 'records'], default: 'events' },
    { flags: '--output <file>', text: say`where it goes, in place of standard output; zipped where the name ends with .gz` },
  ],
  examples: [
    ['audit export --output audit.ndjson.gz', say`all that is kept`],
    ['audit export --since 2026-01-31 --format records', say`to be kept elsewhere, and checked there`],
  ],
}; // prettier-ignore
