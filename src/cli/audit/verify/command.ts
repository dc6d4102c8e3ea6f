import type { Command } from '../../command';
import { say } from '../../messages';
import { DATABASE } from '../../options';

export const command: Command = {
  name: 'verify',
  summary: say`go along the chain of the audit log, and tell what was changed in it`,
  description: [
    say`Computes the hash of every seal from the records of its block, and compares it with the seal, the seal after it, and the end of the chain. Servers may go on meanwhile. Where the chain was made with AUDIT_KEY, it is checked with the same.`,
    say`Who can write to the database and has the key, or where there is none, can make a chain that fits: --anchor compares it with an end that was noted elsewhere, such as in the log of a server (auditEnd).`,
    say`Each fault goes to standard output as a line of JSON. The exit code is 1 when there is one.`,
  ],
  options: [
    DATABASE,
    { flags: '--anchor <number:hash...>', text: say`a seal as it was noted elsewhere: its number and hash` },
  ],
  examples: [
    ['audit verify', say`all of it`],
    ['audit verify --anchor 1789:5f2c…', say`and that it still has the seal 1789 as it was`],
  ],
}; // prettier-ignore
