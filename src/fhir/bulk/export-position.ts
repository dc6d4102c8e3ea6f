import type { JsonObject } from '../json';
import type { ExportFile } from './export-files';

/** Where an export goes on. */
export interface ExportPosition {
  /** Instant that all of it is at least as new as. */
  readonly transactionTime: string;
  /** Which part of the plan. */
  readonly part: number;
  /** Of the resources that others brought. */
  readonly round: number;
  /** Where the page before ended, in the words of the part. */
  readonly after?: string;
  readonly files: readonly ExportFile[];
}

export function positionOf(kept: JsonObject): ExportPosition {
  return kept as unknown as ExportPosition;
}

/** What came of an export. */
export interface ExportResult {
  readonly transactionTime: string;
  readonly files: readonly ExportFile[];
}

export function resultOf(text: string): ExportResult {
  return JSON.parse(text) as ExportResult;
}
