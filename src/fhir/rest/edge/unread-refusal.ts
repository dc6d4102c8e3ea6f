import { maxHeaderSize, STATUS_CODES } from 'node:http';
import { Outcome } from '../../errors/operation-outcome';
import type { IssueDetail } from '../../errors/fhir-error';
import { excerptOf, say, type Language } from '../../messages';
import { JSON_FORMAT } from '../formats/formats';

/** The refusal of an input that never became a request. It is sent as JSON because no format was negotiated. */
export interface UnreadRefusal {
  readonly status: number;
  readonly issue: IssueDetail;
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
  issue: { code: 'not-supported', text: say`CONNECT is not served here: this server is not a proxy` },
};

/** @param error the error of Node's `clientError` event */
export function refusalOf(error: Error & { readonly code?: string; readonly reason?: string }): UnreadRefusal {
  const known = BY_CODE[error.code ?? ''];
  if (known) return known;
  const reason = error.reason ?? error.message;
  return {
    status: 400,
    issue: { code: 'structure', text: say`This could not be read as a request of HTTP/1.1: ${excerptOf(reason)}` },
  };
}

/** The complete HTTP response as text. */
export function writtenOut({ status, issue }: UnreadRefusal, language: Language): string {
  const { headers, text } = told({ status, issue }, language);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n${lines.join('')}\r\n${text}`;
}

/** Headers and body, for a response that Node writes. */
export function told(
  { issue }: UnreadRefusal,
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
    },
    text,
  };
}
