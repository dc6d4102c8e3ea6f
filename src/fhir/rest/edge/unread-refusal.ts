import { maxHeaderSize, STATUS_CODES } from 'node:http';
import { Outcome } from '../../errors/operation-outcome';
import type { IssueDetail } from '../../errors/fhir-error';
import { excerptOf, say, type Language } from '../../messages';
import { JSON_FORMAT } from '../formats/formats';

/** The refusal of an input that never became a request. It is sent as JSON because no format was negotiated. */
export interface UnreadRefusal {
  readonly status: number;
  readonly issue: IssueDetail;
  /** The header `Allow`, which belongs to a 405. */
  readonly allow?: string;
}

/** Errors of Node's parser and timers, by error code. */
const BY_CODE: Readonly<Record<string, UnreadRefusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    issue: {
      code: 'too-long',
      text: say`The address and the headers are longer than the ${maxHeaderSize} bytes this server accepts`,
      hint: say`A long search can be sent as POST [type]/_search, with its parameters in the body.`,
    },
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    issue: { code: 'too-long', text: say`The extensions of the chunks of the body are too long` },
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    issue: {
      code: 'timeout',
      text: say`The request did not arrive in time`,
      hint: say`Nothing was stored. Send the whole request without pausing.`,
    },
  },
};

export const CONNECT_REFUSED: UnreadRefusal = {
  status: 405,
  allow: '',
  issue: { code: 'not-supported', text: say`CONNECT is not served here: this server is not a proxy` },
};

/** An error of Node's `clientError` event. */
export interface ParserError extends Error {
  readonly code?: string;
  readonly reason?: string;
  /** What arrived last, and how much of it was read before the error. */
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

export function refusalOf(error: ParserError): UnreadRefusal {
  const known = BY_CODE[error.code ?? ''] ?? unknownWord(error);
  if (known) return known;
  const reason = error.reason ?? error.message;
  return {
    status: 400,
    issue: { code: 'structure', text: say`This could not be read as a request of HTTP/1.1: ${excerptOf(reason)}` },
  };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The line of a request: a method of any name, an address and a version. */
const REQUEST_LINE = /^([!#$%&'*+.^_`|~\w-]+) \S+ HTTP\/(\d\.\d)\r?\n/;

/**
 * A method that Node does not know, or a version of HTTP, is not a mistake in the form of a request. Only a line that
 * arrived in one piece can be told from other input.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.6.2
 */
function unknownWord({ code = '', reason = '', rawPacket, bytesParsed = 0 }: ParserError): UnreadRefusal | undefined {
  const isOfMethod = code === 'HPE_INVALID_METHOD' || reason.startsWith('Invalid method');
  if (!rawPacket || !(isOfMethod || code === 'HPE_INVALID_VERSION')) return undefined;
  const start = bytesParsed === 0 ? 0 : rawPacket.lastIndexOf('\n', bytesParsed - 1) + 1;
  const [, method, version] = REQUEST_LINE.exec(rawPacket.subarray(start).toString('latin1')) ?? [];
  if (method === undefined || version === undefined) return undefined;
  if (!isOfMethod) {
    const text = say`HTTP/${version} is not supported here`;
    return { status: 505, issue: { code: 'not-supported', text, hint: say`Send the request as HTTP/1.1.` } };
  }
  const text = say`The method ${excerptOf(method)} is not known here`;
  const hint = say`The methods, written in capitals, are ${METHODS.join(', ')}.`;
  return { status: 501, issue: { code: 'not-supported', text, hint } };
}

/** The complete HTTP response as text. */
export function writtenOut(refusal: UnreadRefusal, language: Language): string {
  const { status } = refusal;
  const { headers, text } = told(refusal, language);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n${lines.join('')}\r\n${text}`;
}

/** Headers and body, for a response that Node writes. */
export function told(
  { issue, allow }: UnreadRefusal,
  language: Language,
): { readonly headers: Readonly<Record<string, string | number>>; readonly text: string } {
  const text = JSON.stringify(new Outcome([{ severity: 'error', ...issue }]).in(language));
  return {
    headers: {
      'Content-Type': JSON_FORMAT.contentType,
      'Content-Language': language.tag,
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(allow !== undefined && { Allow: allow }),
    },
    text,
  };
}
