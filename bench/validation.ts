import 'reflect-metadata';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateResource, type JsonObject } from '../src/fhir';
import { besidePeer } from './beside-peer';
import { benchDefinitions } from './definition-fixtures';
import { inFreshProcess } from './fresh-process';
import { openJudge } from './judge';
import type { DefinitionsLoad } from './load-definitions';
import type { TablesLoad } from './load-tables';
import { bytesOf, scenario10, VARIANTS } from './patch-fixtures';
import { record, runFacts } from './record';
import { serviceOf, variantsOf } from './service-fixtures';
import { median } from './statistics';
import { perSecond, type Durations } from './stopwatch';
import { loadValidationPeer } from './validation-peer';
import { markdown, type DefinitionsRow, type ValidationBenchResult, type ValidationSizeRow } from './validation-report';

const BESIDE_PEER: Durations = { rounds: 11, turnMs: 300 };
const EACH_SIZE: Durations = { rounds: 7, turnMs: 200 };
const BYTES: readonly number[] = [4_000, 40_000, 400_000];
/** Number of fresh processes, of which the median counts. */
const STARTS = 5;

async function measure(): Promise<ValidationBenchResult> {
  const { judge, close } = await openJudge();
  try {
    const peer = loadValidationPeer();
    const bodies = variantsOf(scenario10());
    const body = (call: number): JsonObject => bodies[call % VARIANTS]!;
    const broken = { ...bodies[0]!, appointmentRequired: 'yes' };
    // Only valid bodies are measured, so a validator that accepts everything would seem fast.
    for (const check of [judge, ...(peer ? [peer.run] : [])]) assert.throws(() => void check(broken));
    return {
      ...runFacts(),
      bodyBytes: bytesOf(bodies[0]!),
      baseAndProfile: besidePeer(
        (call) => judge(body(call)),
        peer && { name: peer.name, run: (call) => peer.run(body(call)) },
        BESIDE_PEER,
      ),
      basePerSecond: perSecond((call) => validateResource(body(call)), EACH_SIZE),
      sizes: BYTES.map((bytes) => ofSize(judge, bytes)),
      definitions: await loadDefinitions(),
      tables: await loadTables(),
    };
  } finally {
    await close();
  }
}

function ofSize(judge: (resource: JsonObject) => void, bytes: number): ValidationSizeRow {
  const resource = serviceOf(bytes);
  return { bytes: bytesOf(resource), milliseconds: 1_000 / perSecond(() => judge(resource), EACH_SIZE) };
}

async function loadDefinitions(): Promise<DefinitionsRow> {
  const folder = await mkdtemp(join(tmpdir(), 'ror-bench-'));
  try {
    const texts = benchDefinitions().map((definition) => JSON.stringify(definition));
    await Promise.all(texts.map((text, i) => writeFile(join(folder, `${i}.json`), text)));
    const loads = await inTurn(() => inFreshProcess<DefinitionsLoad>('load-definitions', folder));
    return {
      definitions: texts.length,
      bytes: texts.reduce((total, text) => total + Buffer.byteLength(text), 0),
      ...medians(loads),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function loadTables(): Promise<TablesLoad> {
  return medians(await inTurn(() => inFreshProcess<TablesLoad>('load-tables')));
}

async function inTurn<T>(start: () => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let i = 0; i < STARTS; i += 1) answers.push(await start());
  return answers;
}

/** The median of each figure. */
function medians<T extends object>(answers: readonly T[]): T {
  const names = Object.keys(answers[0]!) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, median(answers.map((answer) => answer[name] as number))])) as T;
}

record('validation', measure, markdown);
