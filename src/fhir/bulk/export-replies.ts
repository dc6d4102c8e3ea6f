import type { IncomingHttpHeaders } from 'node:http';
import { Outcome } from '../errors/operation-outcome';
import { FhirError } from '../errors/fhir-error';
import { say, type Text } from '../messages';
import type { Job } from '../ports/jobs';
import { FhirReply } from '../rest/fhir-reply';
import { FileReply } from '../rest/file-reply';
import type { ExportFormat } from './export-format';
import type { ExportFile } from './export-files';
import { gzipBytes, gzipOf, type PiecesFrom, textOf } from './packed-text';
import { resultOf } from './export-position';

/** @see https://hl7.org/fhir/R4/async.html */
export function acceptedReply(url: string): FhirReply {
  const text = say`The export has started; its status is at ${url}`;
  const hint = say`Poll that address with GET until it answers with 200 and the list of files; DELETE cancels the export.`;
  const outcome = new Outcome([{ severity: 'information', code: 'informational', text, hint }]);
  return new FhirReply(202, { 'Content-Location': url }, outcome);
}

export function cancelledReply(): FhirReply {
  const text = say`The export was cancelled and its files were deleted.`;
  return new FhirReply(202, {}, new Outcome([{ severity: 'information', code: 'informational', text }]));
}

const REASONS: Readonly<Record<string, Text>> = {
  lines: say`it has more resources than this server exports in one job`,
  bytes: say`the files of all exports fill the space reserved for them`,
  attempts: say`it was interrupted several times without making progress`,
  internal: say`an error occurred in the server; its log records the error under the id of the job`,
};

/** The error reported for a failed job. */
export function failedJob({ id, result }: Job): FhirError {
  const { reason = '' } = JSON.parse(result ?? '{}') as { reason?: string };
  const text = say`The export ${id} failed: ${REASONS[reason] ?? REASONS['internal']!}`;
  const hint = say`Export less by using _type, _typeFilter or _since, or try again later.`;
  return new FhirError('unprocessable', text, [{ text, hint }], { status: 500 });
}

export interface ManifestFacts {
  /** URL of the request that started the export. */
  readonly request: string;
  readonly requiresAccessToken: boolean;
  readonly format: ExportFormat;
  urlOf(file: number): string;
}

/** @see https://hl7.org/fhir/uv/bulkdata/export.html#response---complete-status */
export function manifestReply(job: Job, { request, requiresAccessToken, format, urlOf }: ManifestFacts): FileReply {
  const { transactionTime, files } = resultOf(job.result!);
  const listed = (kind: ExportFile['kind']) =>
    files.flatMap((file, number) =>
      file.kind === kind ? [{ type: file.type, url: urlOf(number), count: file.lines }] : [],
    );
  const deleted = listed('deleted');
  const manifest = {
    transactionTime,
    request,
    requiresAccessToken,
    outputFormat: format.mediaType,
    output: listed('output'),
    ...(deleted.length > 0 && { deleted }),
    error: listed('error'),
  };
  const headers = { 'Content-Type': 'application/json', Expires: new Date(job.expiresAt!).toUTCString() };
  return new FileReply(200, headers, JSON.stringify(manifest));
}

export interface FileFacts {
  readonly job: string;
  /** Number of the file within its job. */
  readonly number: number;
  readonly format: ExportFormat;
  /** Value of `Accept-Encoding`. */
  readonly accepted: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** @param pieces called at most once */
export function fileReply(
  file: ExportFile,
  { job, number, format, accepted, expiresAt }: FileFacts,
  pieces: PiecesFrom,
): FileReply {
  const isGzip = takesGzip(accepted);
  const headers = {
    'Content-Type': format.mediaType,
    'Content-Disposition': `attachment; filename="${file.type}-${number}.${format.extension}"`,
    Expires: new Date(expiresAt).toUTCString(),
    ...(isGzip && { 'Content-Encoding': 'gzip' }),
  };
  return new FileReply(200, headers, {
    bytes: isGzip ? gzipBytes(file) : file.bytes,
    etag: `"${job}-${number}${isGzip ? '-gzip' : ''}"`,
    pieces: (range) => (isGzip ? gzipOf(file, pieces, range) : textOf(file, pieces, range)),
  });
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding */
function takesGzip(accepted: string): boolean {
  const codings = accepted.split(',').map((each) =>
    each
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const gzip = codings.find(([name]) => name === 'gzip' || name === 'x-gzip') ?? codings.find(([name]) => name === '*');
  return gzip !== undefined && !gzip.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter));
}

export function acceptedEncodings({
  'accept-encoding': accepted = '',
}: IncomingHttpHeaders | Readonly<Record<string, unknown>>): string {
  return String(accepted);
}
