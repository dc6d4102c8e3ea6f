/*
 * Runs a program of this project in a process of its own, without a build: node run-typescript.mjs src/cli/bin.ts serve
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import '../runner/load-typescript.mjs';

// The program finds its arguments at the usual position.
process.argv.splice(1, 1);
createRequire(import.meta.url)(resolve(process.argv[1]));
