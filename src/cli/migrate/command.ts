import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'migrate',
  summary: say`bring the tables up to date`,
  description: [
    say`Runs the migrations that the database does not have yet, one process at a time. The server does so by itself when it starts, unless DATABASE_MIGRATE is false.`,
  ],
  options: [
    DATABASE,
    { flags: '--status', text: say`tell what there is to do, and do nothing; exit code 1 when there is something` },
    { flags: '--revert', text: say`take the last migration back: the tables are those of the release before` },
  ],
  examples: [
    ['migrate --status', say`before an update`],
    ['migrate --database mariadb://ror@db.example.org/ror', say`the tables of a server`],
  ],
};
