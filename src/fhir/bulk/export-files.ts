import type { JobChunk } from '../ports/jobs';
import type { ExportFormat } from './export-format';
import { EMPTY_FILE, pack, type PackedFile, withPiece } from './packed-text';

/** The kind of a file, which is the list of the manifest it appears in. */
export type ExportFileKind = 'output' | 'deleted' | 'error';

export interface ExportFile extends PackedFile {
  readonly kind: ExportFileKind;
  /** Type of the resources in the file. */
  readonly type: string;
  readonly lines: number;
  /** The file is complete. */
  readonly isOver: boolean;
}

/** One resource in a file. */
export interface ExportEntry {
  readonly line: string;
  /** URL of the resource; absent when it has none. */
  readonly url?: string;
}

/**
 * A file is closed once it holds this many bytes of text: clients fetch several files at once and retry broken ones.
 */
const FILE_BYTES = 256 * 1024 ** 2;

/** The files of an export. What is added becomes pieces for the caller to store. */
export class ExportFiles {
  private readonly files: ExportFile[];

  /** @param files the files so far, by number */
  constructor(
    private readonly format: ExportFormat,
    files: readonly ExportFile[] = [],
    private readonly fileBytes = FILE_BYTES,
  ) {
    this.files = [...files];
  }

  get all(): readonly ExportFile[] {
    return this.files;
  }

  get lines(): number {
    return this.files.reduce((sum, { lines }) => sum + lines, 0);
  }

  /** Adds entries to the open file of this kind and type. @param entries in order */
  async add(kind: ExportFileKind, type: string, entries: readonly ExportEntry[]): Promise<readonly JobChunk[]> {
    if (entries.length === 0) return [];
    const { head, between } = this.format;
    const number = this.openFile(kind, type);
    const { lines, bytes } = this.files[number]!;
    const text = entries.map(({ line, url }) => this.format.entry(line, url)).join(between);
    const chunk = await this.write(number, (lines === 0 ? head : between) + text, entries.length);
    if (bytes + chunk.text <= this.fileBytes) return [chunk.chunk];
    return [chunk.chunk, await this.end(number)];
  }

  /** Closes all files. */
  async endAll(): Promise<readonly JobChunk[]> {
    const open = this.files.flatMap(({ isOver }, number) => (isOver ? [] : [number]));
    const chunks: JobChunk[] = [];
    for (const number of open) chunks.push(await this.end(number));
    return chunks;
  }

  private openFile(kind: ExportFileKind, type: string): number {
    const known = this.files.findLastIndex((each) => each.kind === kind && each.type === type && !each.isOver);
    if (known !== -1) return known;
    return this.files.push({ kind, type, lines: 0, isOver: false, ...EMPTY_FILE }) - 1;
  }

  private async end(number: number): Promise<JobChunk> {
    const { chunk } = await this.write(number, this.format.tail, 0);
    this.files[number] = { ...this.files[number]!, isOver: true };
    return chunk;
  }

  private async write(number: number, text: string, lines: number): Promise<{ chunk: JobChunk; text: number }> {
    const file = this.files[number]!;
    const bytes = Buffer.from(text);
    const body = await pack(bytes);
    this.files[number] = { ...file, ...withPiece(file, bytes, body), lines: file.lines + lines };
    return { chunk: { file: number, sequence: file.pieces, body }, text: bytes.length };
  }
}
