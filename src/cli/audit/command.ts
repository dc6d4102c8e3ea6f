import type { Command } from '../command';
import { say } from '../messages';
import { command as exportCommand } from './export/command';
import { command as verify } from './verify/command';

export const command: Command = {
  name: 'audit',
  summary: say`check or write the log of what was done`,
  description: [
    say`The audit log has a record of every interaction that reached a resource (AUDIT=on). Records are sealed in blocks, and each seal holds the hash of the one before: what is removed or changed later shows.`,
  ],
  options: [],
  commands: [verify, exportCommand],
  examples: [
    ['audit verify', say`check the whole log of the database of DATABASE_URL`],
    ['audit export --since 2026-01-31 --output audit.ndjson.gz', say`write what was recorded lately`],
  ],
}; // prettier-ignore
