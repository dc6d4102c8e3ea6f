import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { say, SentenceError } from '../fhir';
import { IN_MEMORY, parseDatabaseUrl } from './database-url';
import { requireDatabaseFile } from './existing-database';

/**
 * Copies a consistent snapshot of a SQLite database into a separate file. Servers keep running meanwhile, and nobody
 * waits.
 * @param target a file that does not exist yet; it appears once it is complete and on disk
 * @throws SentenceError
 */
export async function backUp(databaseUrl: string, target: string): Promise<void> {
  const address = parseDatabaseUrl(databaseUrl);
  if (address.engine !== 'sqlite') {
    throw new SentenceError(
      say`Only a SQLite database can be backed up this way; for ${address.engine} use mariadb-dump --single-transaction or mysqldump.`,
    );
  }
  const { file } = address;
  if (file === IN_MEMORY) throw new SentenceError(say`A database in memory cannot be backed up by another process.`);
  requireDatabaseFile(databaseUrl);
  if (existsSync(target)) throw new SentenceError(say`${target} already exists; choose another name.`);
  const unfinished = `${target}.${process.pid}.part`;
  try {
    copyInto(unfinished, file);
    await onDisk(unfinished);
    await rename(unfinished, target);
    await onDisk(dirname(target));
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw new SentenceError(say`${file} cannot be copied to ${target}: ${(cause as Error).message}.`, { cause });
  }
}

/** @throws Error also when SQLite finds the copy damaged */
function copyInto(target: string, file: string): void {
  const source = new Libsql(file);
  try {
    source.prepare('VACUUM INTO ?').run(target);
  } finally {
    source.close();
  }
  const copy = new Libsql(target);
  try {
    const [answer] = copy.pragma('quick_check') as { readonly quick_check: string }[];
    if (answer?.quick_check !== 'ok') throw new Error(answer?.quick_check);
  } finally {
    copy.close();
  }
}

async function onDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
