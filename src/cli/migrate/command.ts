import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'migrate',
  summary: say`bring the database tables up to date`,
  description: [
    say`Runs the migrations that have not been applied to the database yet, one process at a time. The server does so itself when it starts, unless DATABASE_MIGRATE is false.`,
  ],
  options: [
    DATABASE,
    { flags: '--status', text: say`only list what is to be done; the exit code is 1 if there is anything` },
    { flags: '--revert', text: say`revert the last migration, to the tables of the previous release` },
  ],
  examples: [
    ['migrate --status', say`check what an update would change`],
    ['migrate --database mariadb://ror@db.example.org/ror', say`migrate a MariaDB database`],
  ],
};
