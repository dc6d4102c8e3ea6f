import { say } from '../messages';
import { jsonError } from './json-fault';
import { positionAt } from './text-position';

/** Throws on malformed input. Keeps a byte order mark in the text, so that our own message can report it. */
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const START = { line: 1, column: 1 };

/**
 * Decodes the bytes of a JSON body. FHIR and RFC 8259 (section 8.1) require UTF-8 without a byte order mark.
 *
 * @throws FhirError `invalid-request` (400), with the position of the first invalid byte
 */
export function decodeUtf8(bytes: Uint8Array): string {
  refuseOtherEncoding(bytes);
  try {
    return STRICT.decode(bytes);
  } catch {
    throw invalidByte(bytes, firstInvalidByte(bytes));
  }
}

function refuseOtherEncoding(bytes: Uint8Array): void {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    throw jsonError(
      say`The body starts with a byte order mark (bytes EF BB BF).`,
      say`Send UTF-8 without a byte order mark (RFC 8259, section 8.1).`,
      { position: START },
    );
  }
  // JSON starts with an ASCII character, so a zero byte next to it belongs to a wider code unit.
  const mark = (a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe);
  if (mark || a === 0 || b === 0) {
    throw jsonError(say`The body is in UTF-16 or UTF-32.`, say`Send the text in UTF-8.`, { position: START });
  }
}

function invalidByte(bytes: Uint8Array, offset: number): Error {
  const before = STRICT.decode(bytes.subarray(0, offset));
  const byte = bytes[offset] ?? 0;
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  return jsonError(
    byte >= 0xa0
      ? say`The body is not UTF-8: byte 0x${hex} at byte offset ${offset} does not fit there; in ISO-8859-1 or Windows-1252 it would be ${String.fromCharCode(byte)}.`
      : say`The body is not UTF-8: byte 0x${hex} at byte offset ${offset} does not fit there.`,
    say`Send the text in UTF-8, without bytes missing or cut off.`,
    { position: positionAt(before, before.length) },
  );
}

/** Offset of the first byte that does not start a well-formed sequence (Unicode, table 3-7); the length when all do. */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) break;
    at += length;
  }
  return at;
}

interface Sequence {
  readonly firstLead: number;
  readonly lastLead: number;
  readonly length: number;
  /** Range of the second byte; all further ones are 0x80..0xBF. */
  readonly second: readonly [number, number];
}

const SEQUENCES: readonly Sequence[] = [
  { firstLead: 0xc2, lastLead: 0xdf, length: 2, second: [0x80, 0xbf] },
  { firstLead: 0xe0, lastLead: 0xe0, length: 3, second: [0xa0, 0xbf] },
  { firstLead: 0xe1, lastLead: 0xec, length: 3, second: [0x80, 0xbf] },
  { firstLead: 0xed, lastLead: 0xed, length: 3, second: [0x80, 0x9f] },
  { firstLead: 0xee, lastLead: 0xef, length: 3, second: [0x80, 0xbf] },
  { firstLead: 0xf0, lastLead: 0xf0, length: 4, second: [0x90, 0xbf] },
  { firstLead: 0xf1, lastLead: 0xf3, length: 4, second: [0x80, 0xbf] },
  { firstLead: 0xf4, lastLead: 0xf4, length: 4, second: [0x80, 0x8f] },
];

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const sequence = SEQUENCES.find(({ firstLead, lastLead }) => lead >= firstLead && lead <= lastLead);
  if (!sequence) return 0;
  const [lowest, highest] = sequence.second;
  const fits = (byte = 0, low = 0x80, high = 0xbf): boolean => byte >= low && byte <= high;
  if (!fits(bytes[at + 1], lowest, highest)) return 0;
  for (let index = 2; index < sequence.length; index += 1) if (!fits(bytes[at + index])) return 0;
  return sequence.length;
}
