import type { Verdict } from './verdicts';

/** Pads columns to their widest entry, so that the table is readable in a terminal too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

export function verdictTable(verdicts: readonly Verdict[]): string[] {
  return table(
    ['target', 'measured', ''],
    verdicts.map(({ target, measured, met }) => [target, measured, met ? 'met' : '**missed**']),
  );
}
