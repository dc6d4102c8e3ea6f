import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { FhirError } from '../../errors/fhir-error';
import { FORMATS, type Format, HTML_FORMAT, JSON_FORMAT } from './formats';
import { FHIR_VERSION, type MediaRange, mediaRanges, parseMediaRange } from './media-range';
import { excerptOf, say, type Text } from '../../messages';

/** Results by `Accept` header: the values are few and long. */
const remembered = new LRUCache<string, Format>({ max: 500 });

/**
 * Negotiates the format of an answer. `_format` takes precedence over `Accept`.
 * @param format value of `_format`; a space is read as the `+` that URL decoding replaced
 * @throws FhirError `not-acceptable` (406) when the client accepts no supported format
 * @see https://hl7.org/fhir/R4/http.html#mime-type
 */
export function negotiate(format: unknown, accept: string | undefined): Format {
  if (Array.isArray(format)) throw saidTwice(format.length);
  if (format !== undefined) return byName(typeof format === 'string' ? format : '');
  if (accept === undefined) return JSON_FORMAT;
  const known = remembered.get(accept);
  if (known) return known;
  const found = byAccept(rangesOf(accept));
  if (!found) throw notAcceptable(accept, 'http.accept');
  remembered.set(accept, found);
  return found;
}

/**
 * The format of a body.
 * @throws FhirError `unsupported-media-type` (415) when it is not supported
 */
export function formatOfBody({ headers }: IncomingMessage, legal: Text): Format {
  const header = headers['content-type'];
  const range = parseMediaRange(header ?? '');
  const { type, sameVersion } = range;
  const found = FORMATS.find(({ mediaTypes, readable }) => readable && mediaTypes.includes(type));
  if (found) requireUtf8(range);
  if (found && sameVersion) return found;
  throw notUnderstood(header, found ? say`This server speaks FHIR ${FHIR_VERSION} (R4).` : legal);
}

/** US-ASCII is a subset of UTF-8; `utf8` is how some clients spell it. */
const UTF8: ReadonlySet<string | undefined> = new Set([undefined, 'utf-8', 'utf8', 'us-ascii']);

/**
 * Refuses a body that declares another character encoding than UTF-8.
 * @throws FhirError `unsupported-media-type` (415)
 * @see https://hl7.org/fhir/R4/http.html#mime-type
 */
export function requireUtf8({ charset }: Pick<MediaRange, 'charset'>): void {
  if (UTF8.has(charset)) return;
  const text = say`A body in the character encoding ${excerptOf(charset!)} is not understood here`;
  const hint = say`FHIR is always UTF-8: encode the body in UTF-8, and write charset=utf-8 or nothing.`;
  throw new FhirError('unsupported-media-type', text, [{ text, hint, expression: 'http.content-type' }]);
}

/** @param header the `Content-Type` of the body. @param hint what to send instead */
export function notUnderstood(header: string | undefined, hint: Text): FhirError {
  const text = !header
    ? say`The request has no Content-Type`
    : say`A body of type ${header.slice(0, 80)} is not understood here`;
  return new FhirError('unsupported-media-type', text, [{ text, hint, expression: 'http.content-type' }]);
}

/** Empty list elements are ignored (RFC 9110, 5.6.1); an empty list means no preference. */
function rangesOf(accept: string): readonly MediaRange[] {
  const elements = mediaRanges(accept).filter((element) => element.trim() !== '');
  return (elements.length > 0 ? elements : ['*/*']).map(parseMediaRange);
}

function byName(name: string): Format {
  const { type, sameVersion } = parseMediaRange(name.replace(/^[^;]+/, (named) => named.trim().replaceAll(' ', '+')));
  const found = FORMATS.find(({ shortNames, mediaTypes }) => shortNames.includes(type) || mediaTypes.includes(type));
  if (!found || !sameVersion) throw notAcceptable(name, 'http._format');
  return found;
}

function byAccept(ranges: readonly MediaRange[]): Format | undefined {
  const ranked = FORMATS.map((format) => ({ format, range: bestRange(format, ranges) }))
    .filter(({ range }) => (range?.quality ?? 0) > 0)
    .sort((a, b) => b.range!.quality - a.range!.quality || ranges.indexOf(a.range!) - ranges.indexOf(b.range!));
  if (ranked[0]) return ranked[0].format;
  return isRefused(HTML_FORMAT, ranges) || !ranges.some(acceptsAnything) ? undefined : HTML_FORMAT;
}

/**
 * The most specific range for a format. A page is selected by its own type only: `*` stands for it when nothing else is
 * acceptable.
 */
function bestRange({ mediaTypes, contentType }: Format, ranges: readonly MediaRange[]): MediaRange | undefined {
  const usable = ranges.filter(({ sameVersion }) => sameVersion);
  const exact = usable.filter(({ type }) => mediaTypes.includes(type));
  if (exact.length > 0) return exact.reduce(better, exact[0]!);
  const [main] = contentType.split('/', 1);
  const ofMain = usable.filter(({ type }) => type === `${main}/*`);
  if (ofMain.length > 0 || main === 'text') return ofMain.reduce(better, ofMain[0]!);
  return usable.find(({ type }) => ANYTHING.has(type));
}

/** Java's own client sends a single star. */
const ANYTHING: ReadonlySet<string> = new Set(['*/*', '*']);

function acceptsAnything({ type, quality }: MediaRange): boolean {
  return ANYTHING.has(type) && quality > 0;
}

function isRefused(format: Format, ranges: readonly MediaRange[]): boolean {
  return bestRange(format, ranges)?.quality === 0;
}

function better(a: MediaRange, b: MediaRange): MediaRange {
  return b.quality > a.quality ? b : a;
}

function saidTwice(times: number): FhirError {
  const text = say`${'_format'} occurs ${times} times`;
  return new FhirError('not-acceptable', text, [{ text, expression: 'http._format' }]);
}

/** @param expression the header or parameter that names the format */
function notAcceptable(wanted: string, expression: string): FhirError {
  const text = say`This server does not answer as ${excerptOf(wanted)}`;
  const types = FORMATS.map(({ mediaTypes }) => mediaTypes[0]).join(', ');
  const hint = say`It answers as ${types} in FHIR ${FHIR_VERSION} (R4).`;
  return new FhirError('not-acceptable', text, [{ text, hint, expression }]);
}
