import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'backup',
  summary: say`copy a SQLite database to a file, even while it is being served`,
  description: [
    say`Copies the database as it is at one moment, without stopping or delaying servers. The file appears once it is complete, checked and written to disk.`,
    say`For MariaDB and MySQL, use their own tools: mariadb-dump --single-transaction, mysqldump.`,
  ],
  arguments: [{ name: '<file>', text: say`file to write the copy to; it must not exist yet` }],
  options: [DATABASE],
  examples: [['backup /safe/place/ror-2026-01-31.db', say`back up the database of DATABASE_URL`]],
};
