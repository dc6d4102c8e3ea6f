import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { JsonObject } from '../src/fhir';

export const PEER = '@medplum/core';
/** The first versions (4.x) have no FHIRPath Patch. */
export const PEER_VERSION = '5.2.13';

/** What is used of the peer's exports. */
interface PeerExports {
  deepClone(resource: JsonObject): JsonObject;
  parseFhirPathPatchParameters(parameters: JsonObject): unknown[];
  fhirpathPatchTypedValue(original: { type: string; value: JsonObject }, patch: unknown[]): void;
}

export interface Peer {
  readonly version: string;
  /** All that stands between a stored resource and a patched one. */
  apply(resource: JsonObject, parameters: JsonObject): JsonObject;
}

/**
 * The peer that was installed into the folder BENCH_PEER names; undefined without it. It is no dependency: 95 MB, for one
 * comparison.
 * @throws Error when the folder is named and the package is not in it
 */
export function loadPeer(folder: string | undefined): Peer | undefined {
  if (!folder) return undefined;
  // It extends the browser's WebSocket when it is loaded; Node has one from version 22 on.
  const globals = globalThis as { WebSocket?: unknown };
  globals.WebSocket ??= class {};
  const root = resolve(folder);
  const { deepClone, parseFhirPathPatchParameters, fhirpathPatchTypedValue } = createRequire(
    join(root, 'package.json'),
  )(PEER) as PeerExports;
  const description = readFileSync(join(root, 'node_modules', PEER, 'package.json'), 'utf8');
  const { version } = JSON.parse(description) as { version: string };
  return {
    version,
    apply(resource, parameters) {
      // It writes into what it is given, and a refused patch must leave the stored resource as it was.
      const value = deepClone(resource);
      fhirpathPatchTypedValue({ type: value.resourceType as string, value }, parseFhirPathPatchParameters(parameters));
      return value;
    },
  };
}
