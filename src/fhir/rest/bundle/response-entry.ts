import { STATUS_CODES } from 'node:http';
import { toRefusal } from '../../errors/operation-outcome';
import type { FhirError } from '../../errors/fhir-error';
import { parseStored, stringifyJson } from '../../json';
import type { Language } from '../../messages';
import { bundleEntry, bundleText } from '../bundle';
import { type FhirReply, saidIn } from '../fhir-reply';
import { LongText, type TextPiece } from '../long-text';
import type { View } from '../formats/subset';
import { viewed } from '../formats/viewed';

/** The parts of an entry's answer. */
export interface AnswerParts {
  readonly reply: FhirReply;
  /** The part of the resource to show, for a read; absent for all of it. */
  readonly view?: View | undefined;
  /** Additional OperationOutcome of a write. */
  readonly outcome?: object | undefined;
  /** The answer to `HEAD`, without a body. */
  readonly isBare?: boolean;
}

/**
 * An entry of the response Bundle, as FHIR JSON text in pieces.
 * @see https://hl7.org/fhir/R4/bundle.html#transaction-response
 */
export function responseEntry(parts: AnswerParts, language: () => Language): readonly TextPiece[] {
  const { reply, view, outcome, isBare = false } = parts;
  const { status, headers, body, lastUpdated } = reply;
  const isText = typeof body === 'string' || body instanceof LongText;
  const said = body === undefined || isText ? undefined : saidIn(body, language());
  const text = isText ? body : said === undefined || typeof said === 'string' ? said : JSON.stringify(said);
  const isOutcome = typeof said === 'object' && 'resourceType' in said && said.resourceType === 'OperationOutcome';
  const location = headers['Location'] ?? headers['Content-Location'];
  const told = isOutcome ? said : outcome;
  const response = {
    status: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
    ...(location !== undefined && { location }),
    ...(headers['ETag'] !== undefined && { etag: headers['ETag'] }),
    // R4: this is the `meta.lastUpdated` of the resource, so the header, which has no milliseconds, is not enough.
    ...(lastUpdated !== undefined && { lastModified: lastUpdated.toISOString() }),
    ...(told !== undefined && { outcome: told }),
  };
  if (isBare || isOutcome || text === undefined || text === '') return [bundleEntry({ response }, null)];
  const shown = view ? stringifyJson(viewed(parseStored(String(text)), view)) : text;
  // The response comes first: readers take the first member as what the entry is about.
  const head = `${JSON.stringify({ response }).slice(0, -1)},"resource":`;
  return typeof shown === 'string' ? [head, shown, '}'] : [head, ...shown.pieces, '}'];
}

/** The response entry for a refusal. */
export function refusedEntry(error: FhirError, language: Language): string {
  const { status, outcome } = toRefusal(error);
  return bundleEntry(
    { response: { status: `${status} ${STATUS_CODES[status] ?? ''}`.trim(), outcome: outcome.in(language) } },
    null,
  );
}

/** The response Bundle. @param entries in the order of the request */
export function responseBundle(
  type: 'batch' | 'transaction',
  entries: readonly (string | readonly TextPiece[])[],
  self: string,
): LongText {
  return bundleText({ type: `${type}-response`, links: { self } }, entries);
}
