import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { say, type Message } from './messages';

/** The name of a file until it is complete ends with this. */
const PART = '.part';

/** What the operating system reports about a file, by its code. */
const FAULTS: Readonly<Record<string, (path: string) => Message>> = {
  ENOENT: (path) => (path.endsWith(PART) ? notMade(dirname(path)) : say`There is no file or folder ${path}.`),
  ENOTDIR: (path) => say`${dirname(path)} is not a folder.`,
  EISDIR: (path) => say`${path} is a folder, not a file.`,
  EACCES: denied,
  EPERM: denied,
  EROFS: denied,
};

/** Where the folder is there, it is one such as /proc. */
function notMade(folder: string): Message {
  return existsSync(folder) ? say`No file can be made in ${folder}.` : say`There is no folder ${folder}.`;
}

function denied(path: string): Message {
  return say`Access to ${path.replace(/\.part$/, '')} is denied.`;
}

/** What is wrong with a file; undefined for an error that is not about one. */
export function fileFault({ code = '', path }: NodeJS.ErrnoException): Message | undefined {
  if (code === 'ENOSPC') return say`There is no space left on the disk.`;
  return path === undefined ? undefined : FAULTS[code]?.(path);
}
