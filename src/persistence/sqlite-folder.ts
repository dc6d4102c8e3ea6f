import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { IN_MEMORY } from './database-url';

/** Makes what SQLite needs to open a file. @throws Error that says why it cannot be opened */
export function prepareFile(file: string): void {
  if (file === IN_MEMORY) return;
  makeFolderOf(file);
  // What SQLite says about it is a number.
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
}

/**
 * Makes the folder of a new SQLite database, one level after the other: where no folder can be made, such as in /proc,
 * Node.js tries for ever to make several at once.
 * @throws Error of the file system
 */
function makeFolderOf(file: string): void {
  const missing: string[] = [];
  for (let folder = dirname(resolve(file)); !isThere(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    try {
      mkdirSync(folder);
    } catch (error) {
      // Another server that starts at the same time may have made it.
      if (!isThere(folder)) throw error;
    }
  }
}

function isThere(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false }) !== undefined;
}
