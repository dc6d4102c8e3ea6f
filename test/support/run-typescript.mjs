/*
 * Runs a program of this project in a process of its own, without a build: node run-typescript.mjs src/cli/bin.ts serve
 * Each file is transformed as jest transforms it.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { transformSync } from '@swc/core';
import jest from '../../jest.config.mjs';

const [, options] = Object.values(jest.transform).find(Array.isArray);
Module._extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
// The program finds its own arguments where any program does.
process.argv.splice(1, 1);
createRequire(import.meta.url)(resolve(process.argv[1]));
