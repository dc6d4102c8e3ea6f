import { fork } from 'node:child_process';
import { join } from 'node:path';
import { NODE_FLAGS } from './processes';

/**
 * What a program of this folder measures in a process of its own, in which nothing was loaded before: it sends one message.
 * It runs with the flags of `npm start`, and may collect garbage.
 * @throws Error when it ends without a message
 */
export function inFreshProcess<Answer>(program: string, ...args: readonly string[]): Promise<Answer> {
  const child = fork(join(__dirname, `${program}.js`), args, { execArgv: [...NODE_FLAGS, '--expose-gc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Answer));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with code ${code} and said nothing`)));
  });
}
