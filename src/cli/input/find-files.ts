import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../command';
import { say } from '../messages';

/** Format of a file by its extension, which `.gz` may follow. */
export type Format = 'lines' | 'json' | 'xml';

export interface InputFile {
  /** Name for reports; `-` for standard input. */
  readonly name: string;
  /** Undefined when it must be recognised by content. */
  readonly format: Format | undefined;
  readonly isZipped: boolean;
  /** Size in bytes; undefined for standard input. */
  readonly bytes: number | undefined;
}

const FORMATS: readonly (readonly [RegExp, Format])[] = [
  [/\.(ndjson|jsonl)(\.gz)?$/i, 'lines'],
  [/\.json(\.gz)?$/i, 'json'],
  [/\.xml(\.gz)?$/i, 'xml'],
];

/**
 * The files that paths name: a file stands for itself, a folder for all files below it with a known extension, sorted
 * by name.
 * @throws Refusal for a path that does not exist, and for a folder without such files
 */
export async function findFiles(paths: readonly string[]): Promise<readonly InputFile[]> {
  const files: InputFile[] = [];
  for (const path of paths) files.push(...(await filesOf(path)));
  return files;
}

async function filesOf(path: string): Promise<InputFile[]> {
  if (path === '-') return [{ name: '-', format: undefined, isZipped: false, bytes: undefined }];
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Refusal(say`There is no file or folder ${path}.`);
  if (!found.isDirectory()) return [inputFile(path, found.size)];
  const names: string[] = [];
  for await (const entry of await opendir(path, { recursive: true })) {
    const name = join(entry.parentPath, entry.name);
    if (entry.isFile() && formatOf(name)) names.push(name);
  }
  if (names.length === 0)
    throw new Refusal(say`There is no .ndjson, .json or .xml file in ${path}, with or without .gz.`);
  const files = names.sort().map(async (name) => inputFile(name, (await stat(name)).size));
  return Promise.all(files);
}

function inputFile(name: string, bytes: number): InputFile {
  return { name, format: formatOf(name), isZipped: /\.gz$/i.test(name), bytes };
}

function formatOf(name: string): Format | undefined {
  return FORMATS.find(([pattern]) => pattern.test(name))?.[1];
}
