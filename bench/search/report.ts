import { table } from '../markdown';
import type { EngineName } from '../plan';
import type { Cell } from './measure';
import { CONNECTIONS, GOALS, SIZES } from './plan';
import type { QueryKind } from './queries';

export interface EngineFigures {
  readonly engine: EngineName;
  readonly kinds: readonly { readonly kind: QueryKind; readonly cells: readonly Cell[] }[];
  readonly sizes: readonly SizeFigures[];
}

export interface SizeFigures {
  readonly size: number;
  readonly imported?: number;
  readonly importPeakBytes?: number;
  readonly exported: number;
  readonly exportPeakBytes: number;
  /** How long a command takes that has nothing to do; the rates are without it. */
  readonly startSeconds: number;
  /** Peak memory of the server after all queries. */
  readonly serverPeakBytes: number;
}

const ms = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(1));
const whole = (value: number | undefined): string =>
  value === undefined ? '-' : Math.round(value).toLocaleString('en');
const megabytes = (bytes: number | undefined): string => (bytes === undefined ? '-' : `${Math.round(bytes / 1024 ** 2)} MB`); // prettier-ignore

/** Missed goals are in bold. */
export function report(engines: readonly EngineFigures[]): string {
  return engines.flatMap((figures) => [...engineTables(figures), '']).join('\n');
}

function engineTables({ engine, kinds, sizes }: EngineFigures): string[] {
  const names = sizes.map(({ size }) => `${size / 1_000}k`);
  const head = ['query', ...names.flatMap((name) => [`${name}: p50`, 'p95 ms', 'CPU ms', '/s', 'finds', 'rows read']), 'growth', 'of SQL', 'goals']; // prettier-ignore
  const rows = kinds.map(({ kind, cells }) => [
    kind.name,
    ...cells.flatMap((cell) => [ms(cell.p50), ms(cell.p95), cell.cpu.toFixed(2), whole(cell.perSecond), whole(cell.total), whole(cell.rowsRead)]), // prettier-ignore
    growthOf(cells)?.toFixed(2) ?? '-',
    cells.map(({ ratio }) => ratio?.toFixed(2) ?? '-').join(', '),
    goalsOf(kind, cells).map(({ name, met }) => (met ? `${name} met` : `**${name} missed**`)).join('; '),
  ]); // prettier-ignore
  const rates = sizes.map((each) => [
    `${whole(each.size)} resources`,
    `${whole(each.imported)}/s`,
    megabytes(each.importPeakBytes),
    `${whole(each.exported)}/s`,
    megabytes(each.exportPeakBytes),
    `${each.startSeconds.toFixed(1)} s`,
    megabytes(each.serverPeakBytes),
    [...(each.imported === undefined ? [] : [verdict('import', each.imported >= GOALS.imported[engine])]), verdict('export', each.exported >= GOALS.exported)].join('; '), // prettier-ignore
  ]);
  return [
    `## ${engine}, ${CONNECTIONS} connections`,
    '',
    ...table(head, rows),
    '',
    ...table(
      ['size', 'import', 'its memory', 'export', 'its memory', 'start of either', 'memory of the server', 'goals'],
      rates,
    ),
  ];
}

function growthOf(cells: readonly Cell[]): number | undefined {
  const [small, large] = cells;
  return cells.length === SIZES.length ? large!.p50 / small!.p50 : undefined;
}

function goalsOf(kind: QueryKind, cells: readonly Cell[]): readonly { readonly name: string; readonly met: boolean }[] {
  const goals: { name: string; met: boolean }[] = [];
  const last = cells.at(-1)!;
  const most = { few: GOALS.selectiveMs, page: GOALS.extractionMs, wide: undefined }[kind.answers];
  if (most !== undefined) goals.push({ name: `p95 < ${most} ms`, met: last.p95 < most });
  const growth = growthOf(cells);
  if (kind.isFixed && growth !== undefined) goals.push({ name: `growth < ${GOALS.growth}`, met: growth < GOALS.growth });
  if (kind.isCompared) goals.push({ name: `≥ ${GOALS.ratio} of SQL`, met: (last.ratio ?? 0) >= GOALS.ratio });
  return goals;
} // prettier-ignore

function verdict(name: string, met: boolean): string {
  return met ? `${name} met` : `**${name} missed**`;
}
