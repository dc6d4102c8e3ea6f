import { engineTable, milliseconds, ratioVerdicts, type BesidePeer } from './beside-peer';
import { FORMATS_PEER } from './formats-peer';
import { table, verdictTable } from './markdown';
import { heading, type RunFacts } from './record';
import type { Verdict } from './verdicts';

export const TARGETS = {
  /** One conversion, either way, milliseconds: less than. */
  conversionMs: 1,
  /** Our conversions per second divided by the peer's: at least. */
  ratio: 3,
  /** Cost of a kilobyte of the largest resource divided by that of a kilobyte of the measured body: at most. */
  growth: 1.5,
  /** Our time to parse a JSON body divided by that of JSON.parse, for numbers a double can hold: at most. */
  parse: 2.5,
} as const;

export interface Direction {
  readonly inputBytes: number;
  readonly conversions: BesidePeer;
}

export interface XmlSizeRow {
  /** The resource's JSON, UTF-8 bytes. */
  readonly bytes: number;
  readonly toXmlMs: number;
  readonly fromXmlMs: number;
}

export interface JsonRow {
  readonly body: string;
  readonly bytes: number;
  /** True when its numbers are written as JavaScript writes them. */
  readonly plain: boolean;
  /** Bodies per second, compared with `JSON.parse`. */
  readonly parsed: BesidePeer;
}

export interface FormatsBenchResult extends RunFacts {
  readonly toXml: Direction;
  readonly fromXml: Direction;
  readonly sizes: readonly XmlSizeRow[];
  readonly json: readonly JsonRow[];
}

export function markdown(result: FormatsBenchResult): string {
  const { toXml, fromXml, sizes, json } = result;
  return [
    ...heading('Formats bench', result),
    ...verdictTable(verdicts(result)),
    '',
    '## XML',
    '',
    `The HealthcareService of scenario 10 with more entries in its lists. JSON text → XML text: ${toXml.inputBytes} bytes ` +
      `in; XML text → resource: ${fromXml.inputBytes} bytes in. Before anything was measured both engines gave the same, but ` +
      'for decimals, which the peer leaves as strings.',
    '',
    'JSON to XML:',
    '',
    ...engineTable('ms', toXml.conversions, FORMATS_PEER, milliseconds),
    '',
    'XML to resource:',
    '',
    ...engineTable('ms', fromXml.conversions, FORMATS_PEER, milliseconds),
    '',
    '### By size',
    '',
    ...table(
      ['resource KB', 'JSON → XML ms', 'µs/KB', 'XML → resource ms', 'µs/KB'],
      sizes.map(({ bytes, toXmlMs, fromXmlMs }) => [
        (bytes / 1_000).toFixed(1),
        toXmlMs.toFixed(3),
        perKilobyte(toXmlMs, bytes).toFixed(1),
        fromXmlMs.toFixed(3),
        perKilobyte(fromXmlMs, bytes).toFixed(1),
      ]),
    ),
    '',
    '## JSON',
    '',
    '`parseJson` (positions, names given twice, depth, digits of decimals) beside `JSON.parse` on the same texts. Where a ' +
      'double would lose digits there is no target.',
    '',
    ...table(
      ['body', 'bytes', 'ours µs', 'JSON.parse µs', 'ours / JSON.parse', 'rounds'],
      json.map(({ body, bytes, parsed }) => {
        const { ratio, range } = slowness(parsed);
        return [
          body,
          String(bytes),
          (1e6 / parsed.perSecond).toFixed(1),
          (1e6 / parsed.peer!.perSecond).toFixed(1),
          ratio.toFixed(2),
          range,
        ];
      }),
    ),
    '',
  ].join('\n');
}

function verdicts({ toXml, fromXml, sizes, json }: FormatsBenchResult): Verdict[] {
  const ways = [
    ['JSON to XML', toXml, (row: XmlSizeRow) => row.toXmlMs],
    ['XML to resource', fromXml, (row: XmlSizeRow) => row.fromXmlMs],
  ] as const;
  return [
    ...ways.flatMap(([name, { inputBytes, conversions }, ms]) => [
      {
        target: `${name}, ${inputBytes} bytes < ${TARGETS.conversionMs} ms`,
        measured: `${milliseconds(conversions.perSecond)} ms`,
        met: 1_000 / conversions.perSecond < TARGETS.conversionMs,
      },
      ...ratioVerdicts(name, conversions, TARGETS.ratio),
      growthVerdict(name, sizes, ms),
    ]),
    ...json
      .filter(({ plain }) => plain)
      .map(({ body, parsed }) => {
        const { ratio, range } = slowness(parsed);
        return {
          target: `JSON, ${body}: ours / JSON.parse ≤ ${TARGETS.parse}`,
          measured: `${ratio.toFixed(2)} (rounds ${range})`,
          met: ratio <= TARGETS.parse,
        };
      }),
  ];
}

function growthVerdict(name: string, sizes: readonly XmlSizeRow[], ms: (row: XmlSizeRow) => number): Verdict {
  const cost = (row: XmlSizeRow): number => perKilobyte(ms(row), row.bytes);
  const body = sizes.find(({ bytes }) => bytes >= 12_000)!;
  const largest = sizes.at(-1)!;
  const growth = cost(largest) / cost(body);
  const [many, few] = [largest, body].map(({ bytes }) => `${(bytes / 1_000).toFixed(0)} KB`);
  return {
    target: `${name}, a KB of ${many} / a KB of ${few} ≤ ${TARGETS.growth}`,
    measured: growth.toFixed(2),
    met: growth <= TARGETS.growth,
  };
}

/** How much longer ours takes: the ratio of times. */
function slowness({ peer }: BesidePeer): { ratio: number; range: string } {
  const [lowest, highest] = peer!.ratioRange;
  return { ratio: 1 / peer!.ratio, range: `${(1 / highest).toFixed(2)}–${(1 / lowest).toFixed(2)}` };
}

/** Microseconds. */
function perKilobyte(milliseconds: number, bytes: number): number {
  return (milliseconds * 1_000) / (bytes / 1_000);
}
