import { deepStrictEqual } from 'node:assert/strict';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { applyFhirPathPatch, validateResource, type JsonObject } from '../src/fhir';
import { hospital, hospitalOf, replacements, scenario10, threeOperations, VARIANTS } from './patch-fixtures';
import { keep, markdown, type LinearityRow, type PatchBenchResult } from './patch-report';
import { loadPeer, type Peer } from './peer';
import { median } from './statistics';
import { perSecond, rounds, type Durations } from './stopwatch';

const RESULTS = join(__dirname, '../../bench/results');
const BESIDE_PEER: Durations = { rounds: 11, turnMs: 300 };
const EACH_SIZE: Durations = { rounds: 5, turnMs: 200 };
const OPERATIONS: readonly number[] = [1, 10, 100];
const BYTES: readonly number[] = [4_000, 40_000, 400_000];

async function main(): Promise<void> {
  const resource = hospital();
  const patches = threeOperations();
  const peer = loadPeer(process.env.BENCH_PEER);
  const valid = scenario10();
  if (validateResource(valid).length > 0) throw new Error('The resource to validate is not valid');
  const result: PatchBenchResult = {
    measuredAt: new Date().toISOString(),
    node: process.version,
    processors: cpus().length,
    bodyBytes: bytesOf(resource),
    ...besidePeer(resource, patches, peer),
    linearity: BYTES.flatMap((bytes) => OPERATIONS.map((operations) => linearity(bytes, operations))),
    validationsPerSecond: perSecond(() => validateResource(valid), BESIDE_PEER),
    validatedBytes: bytesOf(valid),
  };
  await keep(result, RESULTS);
  console.log(markdown(result));
}

function besidePeer(
  resource: JsonObject,
  patches: readonly JsonObject[],
  peer: Peer | undefined,
): Pick<PatchBenchResult, 'patchesPerSecond' | 'peer'> {
  const ours = (call: number): JsonObject => patched(resource, patches[call % VARIANTS]!);
  if (!peer) return { patchesPerSecond: perSecond(ours, BESIDE_PEER), peer: undefined };
  const theirs = (call: number): JsonObject => peer.apply(resource, patches[call % VARIANTS]!);
  for (let call = 0; call < VARIANTS; call += 1) deepStrictEqual(theirs(call), ours(call));
  const [our, their] = rounds([ours, theirs], BESIDE_PEER) as [number[], number[]];
  const ratios = our.map((rate, round) => rate / their[round]!);
  return {
    patchesPerSecond: median(our),
    peer: {
      version: peer.version,
      patchesPerSecond: median(their),
      ratio: median(ratios),
      ratioRange: [Math.min(...ratios), Math.max(...ratios)],
    },
  };
}

function linearity(bytes: number, operations: number): LinearityRow {
  const resource = hospitalOf(bytes);
  const patches = replacements(resource, operations);
  const rate = perSecond((call) => patched(resource, patches[call % VARIANTS]!), EACH_SIZE);
  return { operations, bytes: bytesOf(resource), microsecondsPerPatch: 1e6 / rate };
}

/** @throws Error when the patch is refused: a run with refusals measures nothing */
function patched(resource: JsonObject, parameters: JsonObject): JsonObject {
  const result = applyFhirPathPatch(resource, parameters);
  if (!result.ok) throw new Error(result.issues.map(({ text }) => text).join(' '));
  return result.resource;
}

function bytesOf(resource: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(resource));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
