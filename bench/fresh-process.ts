import { fork } from 'node:child_process';
import { join } from 'node:path';
import { NODE_FLAGS } from './processes';

/**
 * Runs a program of this folder in a fresh process and returns the one message it sends. It runs with the flags of
 * `npm start` and may trigger garbage collection.
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
