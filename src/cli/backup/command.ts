import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'backup',
  summary: say`copy a SQLite database into a file, also while it is served`,
  description: [
    say`Copies the database as it is at one moment. Servers go on meanwhile, and nobody waits. The file appears when it is whole, checked and on the disk.`,
    say`MariaDB and MySQL have tools of their own: mariadb-dump --single-transaction, mysqldump.`,
  ],
  arguments: [{ name: '<file>', text: say`where the copy goes: a file that does not exist` }],
  options: [DATABASE],
  examples: [['backup /safe/place/ror-2026-01-31.db', say`save the database of DATABASE_URL`]],
};
