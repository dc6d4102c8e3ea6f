import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** A package installed into a folder for a comparison; it is not a dependency. */
export interface Installed<Exports> {
  /** Exports of the package. */
  readonly api: Exports;
  /** Package and version. */
  readonly name: string;
}

/**
 * @param folder holds `node_modules`
 * @throws Error when the package is not in it
 */
export function installed<Exports>(folder: string, name: string): Installed<Exports> {
  const root = resolve(folder);
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { api: createRequire(join(root, 'package.json'))(name) as Exports, name: `${name} ${version}` };
}

/** @medplum/core extends the browser's WebSocket when it is loaded; Node has WebSocket from version 22 on. */
export function installedMedplum<Exports>(folder: string): Installed<Exports> {
  const globals = globalThis as { WebSocket?: unknown };
  globals.WebSocket ??= class {};
  return installed<Exports>(folder, '@medplum/core');
}
