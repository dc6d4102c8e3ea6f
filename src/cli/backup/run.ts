import { backUp, DEFAULT_DATABASE_URL } from '../../persistence';
import type { Runner } from '../command';
import { EXIT } from '../exit-code';
import { say } from '../messages';
import { environmentOf } from '../options';

export const run: Runner = async (given, terminal) => {
  const [target = ''] = given.args;
  await backUp(environmentOf(terminal.env, given)['DATABASE_URL'] || DEFAULT_DATABASE_URL, target);
  terminal.tell(say`Backed up the database to ${target}.`);
  return EXIT.done;
};
