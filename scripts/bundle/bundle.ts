import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Bundle, BUNDLE, WRAPPER } from '../../src/cli/bundle';

const PROGRAM = join(__dirname, '../../src/cli/run.js');
const COMPILE = join(__dirname, 'compile.js');

/** Flags of `npm start` and of `npx ror-fhir`; V8 takes only what was compiled under the same ones. */
const FLAGS: readonly (readonly string[])[] = [['--max-old-space-size=512'], []];

/** Loaded from their own files: native code, files of their own, or large and seldom needed at a start. */
const APART = ['libsql', 'swagger-ui-dist', 'fhirpath', 'mysql2', 'jose', 'reflect-metadata'];

/** What libraries name and this server does not have: TypeORM's other drivers, Nest's other transports. */
const ABSENT = [
  '@google-cloud/spanner', '@nestjs/microservices', '@nestjs/websockets', '@nestjs/websockets/*', '@sap/hana-client', '@sap/hana-client/*',
  '@fastify/static', 'better-sqlite3', 'class-transformer/storage', 'expo-sqlite', 'hdb-pool', 'ioredis', 'mongodb', 'mssql', 'mysql', 'oracledb', 'pg',
  'pg-native', 'pg-query-stream', 'react-native-sqlite-storage', 'redis', 'sql.js', 'sqlite3', 'typeorm-aurora-data-api-driver',
]; // prettier-ignore

/** Writes the bundle of the compiled command line, and compiles it once for each set of flags. */
async function main(): Promise<void> {
  const { program, compiledFrom } = new Bundle(BUNDLE);
  rmSync(BUNDLE, { recursive: true, force: true });
  mkdirSync(BUNDLE, { recursive: true });
  await build({
    entryPoints: [PROGRAM],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: [...APART, ...ABSENT],
    // Names stay, so that the stack of an error can be read; the rest is short, because the text stays in memory.
    minifyWhitespace: true,
    lineLimit: 160,
    legalComments: 'none',
    logLevel: 'warning',
    // ES modules ask where they are.
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: `${WRAPPER[0]}"use strict";const bundleUrl = require("node:url").pathToFileURL(__filename).href;` },
    footer: { js: WRAPPER[1] },
    charset: 'ascii',
    // A compiled script cannot import by itself.
    supported: { 'dynamic-import': false },
  });
  writeFileSync(program, inAscii(readFileSync(program, 'utf8')));
  for (const flags of FLAGS) compile(flags);
  writeFileSync(compiledFrom, new Bundle(BUNDLE).origin);
}

/**
 * Escapes what esbuild leaves as it is: characters in regular expressions and templates, where an escape means the same.
 * @throws Error where it would mean something else
 */
function inAscii(text: string): string {
  const other = /(?:\\|String\.raw`[^`]*)[^\0-\x7f].{0,40}/.exec(text);
  if (other) throw new Error(`The bundle cannot be written in ASCII: ${other[0]}`);
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function compile(flags: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [...flags, COMPILE], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`The bundle did not start with the flags ${flags.join(' ')}`);
}

void main();
