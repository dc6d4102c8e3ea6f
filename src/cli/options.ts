import type { CommandOption, Given } from './command';
import { say } from './messages';

type Environment = Readonly<Record<string, string | undefined>>;

export const DATABASE: CommandOption = {
  flags: '--database <url>',
  text: say`database to use instead of DATABASE_URL: sqlite:data/ror.db, mysql://…, mariadb://…`,
};

/** The environment, overridden by the command line. @param names maps settings to the options that override them */
export function environmentOf(
  env: Environment,
  given: Given,
  names: Readonly<Record<string, string>> = {},
): Environment {
  const chosen = Object.entries({ DATABASE_URL: 'database', ...names }).flatMap(([setting, option]) => {
    const value = given.text(option);
    return value === undefined ? [] : [[setting, value] as const];
  });
  return { ...env, ...Object.fromEntries(chosen) };
}
