import { engineTable, milliseconds, ratioVerdicts, type BesidePeer } from './beside-peer';
import { PROFILES } from './definition-fixtures';
import type { DefinitionsLoad } from './load-definitions';
import type { TablesLoad } from './load-tables';
import { table, verdictTable } from './markdown';
import { heading, type RunFacts } from './record';
import { VALIDATION_PEER } from './validation-peer';
import { MEGABYTE, type Verdict } from './verdicts';

export const TARGETS = {
  /** Our validations per second, base and profile, divided by the peer's of base alone: at least. */
  ratio: 15,
  /** One of ours, milliseconds: less than. */
  validationMs: 0.25,
  /** Cost of a kilobyte of the largest resource divided by that of a kilobyte of the smallest: at most. */
  growth: 1.5,
  /** Time to read and compile the profiles, seconds: less than. */
  definitionsSeconds: 2,
  /** Growth of the process by the profiles, MB of 2^20 bytes: less than. */
  definitionsMegabytes: 100,
  /** Time to read and compile the R4 table, milliseconds: less than. */
  tablesMs: 100,
} as const;

export interface ValidationSizeRow {
  /** The resource's JSON, UTF-8 bytes. */
  readonly bytes: number;
  readonly milliseconds: number;
}

export interface DefinitionsRow extends DefinitionsLoad {
  /** Profiles, and the extensions, value sets and code systems they need. */
  readonly definitions: number;
  /** Their JSON, UTF-8. */
  readonly bytes: number;
}

export interface ValidationBenchResult extends RunFacts {
  readonly bodyBytes: number;
  /** Validations; the peer's are of base R4 alone. */
  readonly baseAndProfile: BesidePeer;
  /** Ours, without profiles. */
  readonly basePerSecond: number;
  readonly sizes: readonly ValidationSizeRow[];
  readonly definitions: DefinitionsRow;
  readonly tables: TablesLoad;
}

export function markdown(result: ValidationBenchResult): string {
  const { bodyBytes, baseAndProfile, basePerSecond, sizes, definitions, tables } = result;
  return [
    ...heading('Validation bench', result),
    ...verdictTable(verdicts(result)),
    '',
    '## Beside a peer',
    '',
    `The HealthcareService of scenario 10 (${bodyBytes} bytes), a valid one. Ours is what a strict write asks: base R4 and ` +
      'the profile ror-healthcareservice with its extensions and value sets. The peer checks base R4 alone.',
    '',
    ...engineTable('ms', baseAndProfile, VALIDATION_PEER, milliseconds),
    '',
    `Of ours, base R4 takes ${milliseconds(basePerSecond)} ms.`,
    '',
    '## By size',
    '',
    ...table(
      ['resource KB', 'ms', 'µs/KB'],
      sizes.map((row) => [(row.bytes / 1_000).toFixed(1), row.milliseconds.toFixed(3), perKilobyte(row).toFixed(2)]),
    ),
    '',
    '## Loading',
    '',
    `${PROFILES} made-up profiles (\`definition-fixtures.ts\`) with slices, extensions, bindings and invariants, and what they need: ` +
      `${definitions.definitions} files of ${megabytes(definitions.bytes)} MB in all, read from a folder by a process of its own. ` +
      'Each was asked about a resource that conforms and one that does not. The process grew by ' +
      `${megabytes(definitions.residentBytes)} MB at its highest, the texts that were read included; ` +
      `${megabytes(definitions.heapBytes)} MB stay.`,
    '',
    `Before a new process can validate: the table of R4 and all its types ${tables.modelMs.toFixed(0)} ms, the validator's ` +
      `program ${tables.programMs.toFixed(0)} ms, the first resource ${tables.firstMs.toFixed(0)} ms.`,
    '',
  ].join('\n');
}

function verdicts({ baseAndProfile, sizes, definitions, tables }: ValidationBenchResult): Verdict[] {
  const growth = perKilobyte(sizes.at(-1)!) / perKilobyte(sizes[0]!);
  const [largest, smallest] = [sizes.at(-1)!, sizes[0]!].map(({ bytes }) => `${(bytes / 1_000).toFixed(0)} KB`);
  return [
    ...ratioVerdicts('validations/s, base and profile / base', baseAndProfile, TARGETS.ratio),
    {
      target: `base and profile < ${TARGETS.validationMs} ms`,
      measured: `${milliseconds(baseAndProfile.perSecond)} ms`,
      met: 1_000 / baseAndProfile.perSecond < TARGETS.validationMs,
    },
    {
      target: `a KB of ${largest} / a KB of ${smallest} ≤ ${TARGETS.growth}`,
      measured: growth.toFixed(2),
      met: growth <= TARGETS.growth,
    },
    {
      target: `${PROFILES} profiles loaded in < ${TARGETS.definitionsSeconds} s`,
      measured: `${definitions.seconds.toFixed(2)} s`,
      met: definitions.seconds < TARGETS.definitionsSeconds,
    },
    {
      target: `${PROFILES} profiles loaded in < ${TARGETS.definitionsMegabytes} MB`,
      measured: `${megabytes(definitions.residentBytes)} MB`,
      met: definitions.residentBytes / MEGABYTE < TARGETS.definitionsMegabytes,
    },
    {
      target: `table of R4 loaded in < ${TARGETS.tablesMs} ms`,
      measured: `${tables.modelMs.toFixed(0)} ms`,
      met: tables.modelMs < TARGETS.tablesMs,
    },
  ];
}

/** Microseconds. */
function perKilobyte({ bytes, milliseconds }: ValidationSizeRow): number {
  return (milliseconds * 1_000) / (bytes / 1_000);
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(0);
}
