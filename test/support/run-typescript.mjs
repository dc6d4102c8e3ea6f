/*
 * Runs a program of this project in a process of its own, without a build: node run-typescript.mjs src/cli/bin.ts serve
 * It transforms each file as Jest does.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { transformSync } from '@swc/core';
import jest from '../../jest.config.mjs';

const [, options] = Object.values(jest.transform).find(Array.isArray);
Module._extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
// The program finds its arguments at the usual position.
process.argv.splice(1, 1);
createRequire(import.meta.url)(resolve(process.argv[1]));
