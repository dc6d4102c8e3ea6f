import type { Command } from '../../command';
import { say } from '../../messages';
import { DATABASE } from '../../options';

export const command: Command = {
  name: 'verify',
  summary: say`verify the audit log, and report what was tampered with`,
  description: [
    say`Computes the hash of every seal from the records in its block, and compares it with the seal, the next seal and the end of the chain. Servers can keep running. A chain that was made with AUDIT_KEY must be verified with the same key.`,
    say`Anyone who can write to the database, and has the key if there is one, can forge a consistent chain. To detect that, --anchor compares the chain with a seal recorded elsewhere, such as in a server's log (auditEnd).`,
    say`Each fault is written to standard output as a line of JSON. The exit code is 1 if there is any.`,
  ],
  options: [
    DATABASE,
    { flags: '--anchor <number:hash>', text: say`number and hash of a seal that was recorded elsewhere`, several: 'commas' },
  ],
  examples: [
    ['audit verify', say`verify the whole log`],
    ['audit verify --anchor 1789:5f2c…', say`also check that seal 1789 has not changed`],
  ],
}; // prettier-ignore
