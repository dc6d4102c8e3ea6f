import type { Command } from '../command';
import { say } from '../messages';
import { command as exportCommand } from './export/command';
import { command as verify } from './verify/command';

export const command: Command = {
  name: 'audit',
  summary: say`verify or export the audit log`,
  description: [
    say`With AUDIT=on, the audit log has a record of every interaction that reached a resource. Records are sealed in blocks, and each seal contains the hash of the one before it, so a record that is changed or removed later is detected.`,
  ],
  options: [],
  commands: [verify, exportCommand],
  examples: [
    ['audit verify', say`verify the whole log in the database of DATABASE_URL`],
    ['audit export --since 2026-01-31 --output audit.ndjson.gz', say`export recent records to a file`],
  ],
}; // prettier-ignore
