import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import jest from '../../jest.config.mjs';

const [, options] = Object.values(jest.transform).find(Array.isArray);
const sourceMaps = new Map();

/** From here on `require` of this process loads TypeScript, transformed as Jest transforms it. */
Module._extensions['.ts'] = (module, filename) => {
  const { code, map } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, sourceMaps: true });
  sourceMaps.set(filename, map);
  module._compile(code, filename);
};

/**
 * Writes the source map of a module when a stack is to be shown.
 *
 * @returns its path inside `folder`, which differs when the map does; undefined when the module was not loaded here
 */
export function sourceMapFile(filename, folder) {
  const map = sourceMaps.get(filename);
  if (map === undefined) return undefined;
  const path = join(folder, `${createHash('sha256').update(map).digest('hex')}.map`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, map);
  }
  return path;
}
