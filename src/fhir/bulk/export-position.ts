import type { JsonObject } from '../json';
import type { ExportFile } from './export-files';

/** Where an export is resumed. */
export interface ExportPosition {
  /** The export reflects at least all changes before this instant. */
  readonly transactionTime: string;
  /** Index of the part in the plan. */
  readonly part: number;
  /** Round of associated resources. */
  readonly round: number;
  /** Where the previous page ended; its meaning depends on the part. */
  readonly after?: string;
  readonly files: readonly ExportFile[];
}

export function positionOf(kept: JsonObject): ExportPosition {
  return kept as unknown as ExportPosition;
}

/** The result of an export. */
export interface ExportResult {
  readonly transactionTime: string;
  readonly files: readonly ExportFile[];
}

export function resultOf(text: string): ExportResult {
  return JSON.parse(text) as ExportResult;
}
