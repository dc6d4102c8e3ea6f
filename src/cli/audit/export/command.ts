import type { Command } from '../../command';
import { say } from '../../messages';
import { DATABASE } from '../../options';

export const command: Command = {
  name: 'export',
  summary: say`export the audit log as NDJSON`,
  description: [
    say`Writes the records in order of time, one per line: as AuditEvent resources, or as they are stored and sealed (--format records), from which anyone can compute the hashes of the chain.`,
    say`A file appears once it is complete. The export itself is not recorded, because whoever can run it can also read the database.`,
  ],
  options: [
    DATABASE,
    { flags: '--since <instant>', text: say`only records made at or after this date or instant: 2026-01-31, 2026-01-31T10:00:00Z` },
    { flags: '--until <instant>', text: say`only records made before this date or instant` },
    { flags: '--format <format>', text: say`content of each line`, choices: ['events', 'records'], default: 'events' },
    { flags: '--output <file>', text: say`file to write to instead of standard output; compressed if its name ends with .gz` },
  ],
  examples: [
    ['audit export --output audit.ndjson.gz', say`export the whole log`],
    ['audit export --since 2026-01-31 --format records', say`export recent records as sealed, to keep and verify them elsewhere`],
  ],
}; // prettier-ignore
