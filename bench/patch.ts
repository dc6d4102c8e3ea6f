import { deepStrictEqual } from 'node:assert/strict';
import { applyFhirPathPatch, validateResource, type JsonObject } from '../src/fhir';
import { besidePeer, type BesidePeer } from './beside-peer';
import { bytesOf, hospital, hospitalOf, replacements, scenario10, threeOperations, VARIANTS } from './patch-fixtures';
import { loadPatchPeer } from './patch-peer';
import { markdown, type LinearityRow, type PatchBenchResult } from './patch-report';
import { record, runFacts } from './record';
import { perSecond, type Durations } from './stopwatch';

const BESIDE_PEER: Durations = { rounds: 11, turnMs: 300 };
const EACH_SIZE: Durations = { rounds: 5, turnMs: 200 };
const OPERATIONS: readonly number[] = [1, 10, 100];
const BYTES: readonly number[] = [4_000, 40_000, 400_000];

function measure(): PatchBenchResult {
  const resource = hospital();
  const valid = scenario10();
  if (validateResource(valid).length > 0) throw new Error('The resource to validate is not valid');
  return {
    ...runFacts(),
    bodyBytes: bytesOf(resource),
    threeOperations: patchBesidePeer(resource, threeOperations()),
    linearity: BYTES.flatMap((bytes) => OPERATIONS.map((operations) => linearity(bytes, operations))),
    validationsPerSecond: perSecond(() => validateResource(valid), BESIDE_PEER),
    validatedBytes: bytesOf(valid),
  };
}

function patchBesidePeer(resource: JsonObject, patches: readonly JsonObject[]): BesidePeer {
  const peer = loadPatchPeer();
  const ours = (call: number): JsonObject => patched(resource, patches[call % VARIANTS]!);
  const theirs = peer && {
    name: peer.name,
    run: (call: number): JsonObject => peer.run(resource, patches[call % VARIANTS]!),
  };
  if (theirs) patches.forEach((_, call) => deepStrictEqual(theirs.run(call), ours(call)));
  return besidePeer(ours, theirs, BESIDE_PEER);
}

function linearity(bytes: number, operations: number): LinearityRow {
  const resource = hospitalOf(bytes);
  const patches = replacements(resource, operations);
  const rate = perSecond((call) => patched(resource, patches[call % VARIANTS]!), EACH_SIZE);
  return { operations, bytes: bytesOf(resource), microsecondsPerPatch: 1e6 / rate };
}

/** @throws Error when the patch is refused, because a run with refusals measures nothing */
function patched(resource: JsonObject, parameters: JsonObject): JsonObject {
  const result = applyFhirPathPatch(resource, parameters);
  if (!result.ok) throw new Error(result.issues.map(({ text }) => String(text)).join(' '));
  return result.resource;
}

record('patch', measure, markdown);
