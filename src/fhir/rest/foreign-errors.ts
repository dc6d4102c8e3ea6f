import { HttpException } from '@nestjs/common';
import type { OperationOutcomeIssue } from 'fhir/r4';
import { FhirError, type FhirErrorKind } from '../errors/fhir-error';
import { say, type Text } from '../messages';

/** Kinds by status, for errors of other software: Nest HttpExceptions of a host, and `http-errors` of Express. */
const KINDS: Readonly<Record<number, FhirErrorKind>> = {
  400: 'invalid-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  409: 'edit-conflict',
  410: 'gone',
  412: 'version-conflict',
  413: 'too-large',
  415: 'unsupported-media-type',
  417: 'expectation-failed',
  422: 'unprocessable',
  429: 'throttled',
  501: 'not-implemented',
  503: 'unavailable',
};

/** Issue codes for statuses that no kind has. */
const CODES: Readonly<Record<number, OperationOutcomeIssue['code']>> = {
  402: 'suppressed',
  407: 'login',
  408: 'timeout',
  411: 'required',
  414: 'too-long',
  423: 'lock-error',
  424: 'conflict',
  428: 'required',
  431: 'too-long',
  451: 'suppressed',
  502: 'transient',
  504: 'timeout',
  507: 'no-store',
};

/** Converts a foreign error into a FhirError. Details not meant for clients are not passed on. */
export function understood(thrown: unknown): FhirError {
  if (thrown instanceof FhirError) return thrown;
  const status = statusOf(thrown);
  if (status === undefined) return new FhirError('internal', 'failed', [], { cause: thrown });
  const headers = headersOf(thrown);
  const kind = KINDS[status];
  if (kind === 'too-large')
    return new FhirError(kind, say`The body is larger than this server accepts`, [], { headers });
  const text = messageOf(thrown);
  if (kind) return new FhirError(kind, text, [], { headers, cause: thrown });
  const code = CODES[status];
  return new FhirError(status < 500 ? 'invalid-request' : 'unavailable', text, [{ text, ...(code && { code }) }], {
    headers,
    status,
    cause: thrown,
  });
}

/** Undefined for an error not meant for clients, such as an HttpException with status 500. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return legal(thrown.getStatus());
  const { status, expose } = (thrown ?? {}) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && (status < 500 || expose === true) ? legal(status) : undefined;
}

function legal(status: number): number | undefined {
  return Number.isInteger(status) && status >= 400 && status <= 599 && status !== 500 ? status : undefined;
}

/** Headers of an exception: `new UnauthorizedException({ message, headers: { 'WWW-Authenticate': 'Basic' } })`. */
function headersOf(thrown: unknown): Readonly<Record<string, string>> {
  const told: unknown = thrown instanceof HttpException ? thrown.getResponse() : thrown;
  const { headers } = (typeof told === 'object' && told !== null ? told : {}) as { headers?: unknown };
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => typeof value === 'string'));
}

/** The message of Nest, Express or the host, which exists in one language only. */
function messageOf(thrown: unknown): Text {
  if (!(thrown instanceof Error)) return say`The request could not be read`;
  const told: unknown = thrown instanceof HttpException ? thrown.getResponse() : undefined;
  const { message } = (typeof told === 'object' && told !== null ? told : {}) as { message?: unknown };
  // Validation pipes report a list.
  return Array.isArray(message) ? message.join('; ') : thrown.message;
}
