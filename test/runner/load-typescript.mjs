import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { basename, join } from 'node:path';
import { transformSync, version } from '@swc/core';
import jest from '../../jest.config.mjs';

const [, options] = Object.values(jest.transform).find(Array.isArray);
const RECIPE = JSON.stringify([version, options]);

/** What was transformed is kept, for the other processes of this run and for the next: a server has a thousand modules. */
const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/transformed');
mkdirSync(FOLDER, { recursive: true });

const kept = new Map();

/** From here on `require` of this process loads TypeScript, transformed as Jest transforms it. */
Module._extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  // The same in a copy of the project: a source map names its source beside it.
  const name = basename(filename);
  const path = join(FOLDER, createHash('sha256').update(`${RECIPE}\n${name}\n${source}`).digest('hex'));
  if (!existsSync(path)) {
    const { code, map } = transformSync(source, { ...options, filename, sourceFileName: name, sourceMaps: true });
    keep(mapOf(path), map);
    keep(path, code);
  }
  kept.set(filename, path);
  module._compile(readFileSync(path, 'utf8'), filename);
};

// Among files with one name, the source comes before data beside it, as its compiled form does.
for (const [extension, load] of Object.entries(Module._extensions)) {
  if (extension === '.ts') continue;
  delete Module._extensions[extension];
  Module._extensions[extension] = load;
}

/** @returns the path of the source map of a module; undefined when the module was not loaded here */
export function sourceMapFile(filename) {
  const path = kept.get(filename);
  return path && mapOf(path);
}

function mapOf(path) {
  return `${path}.map`;
}

/** Another process may do the same: it finds the whole file, or none. */
function keep(path, text) {
  const part = `${path}.${randomUUID()}`;
  writeFileSync(part, text);
  renameSync(part, path);
}
