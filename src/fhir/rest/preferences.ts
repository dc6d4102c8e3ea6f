import type { IncomingMessage } from 'node:http';
import type { Handling } from '../options/fhir-options';
import { exchangeOf } from './exchange';

/** Values of `Prefer: return` for writes. @see https://hl7.org/fhir/R4/http.html#ops */
export type ReturnPreference = 'minimal' | 'representation' | 'OperationOutcome';

export interface Preferences {
  readonly return?: ReturnPreference;
  readonly handling?: Handling;
  /** The answer may be asynchronous. @see https://hl7.org/fhir/R4/async.html */
  readonly respondAsync?: true;
}

const RETURNS: readonly string[] = ['minimal', 'representation', 'OperationOutcome'] satisfies ReturnPreference[];
const HANDLINGS: readonly string[] = ['strict', 'lenient'] satisfies Handling[];

/** This preference has no value. */
const ASYNC = /(?:^|[,;])\s*respond-async\s*(?:[,;]|$)/i;

const NONE: Preferences = {};

export function preferencesOf(request: IncomingMessage): Preferences {
  const { prefer } = request.headers;
  if (prefer === undefined) return NONE;
  const exchange = exchangeOf(request);
  return (exchange.preferences ??= parsePrefer(prefer));
}

/**
 * Parses a `Prefer` header (RFC 7240). Unknown preferences are ignored, as the RFC requires; of duplicates the first
 * counts.
 */
export function parsePrefer(header: string | readonly string[] | undefined): Preferences {
  if (header === undefined) return {};
  const wanted = new Map<string, string>();
  for (const preference of String(header).split(/[,;]/)) {
    const [name, value] = preference.split('=', 2).map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
    if (name && value && !wanted.has(name.toLowerCase())) wanted.set(name.toLowerCase(), value);
  }
  const returned = wanted.get('return');
  const handling = wanted.get('handling');
  return {
    ...(ASYNC.test(String(header)) && { respondAsync: true as const }),
    ...(returned && RETURNS.includes(returned) && { return: returned as ReturnPreference }),
    ...(handling && HANDLINGS.includes(handling) && { handling: handling as Handling }),
  };
}
