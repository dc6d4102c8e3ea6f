import { say } from '../messages';
import { NOT_XML } from './characters';
import { quote } from './wording';
import { malformed } from './xhtml-error';
import { ENTITIES } from './xhtml-whitelist';

const REFERENCE = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+));/y;

/**
 * An ampersand that may not start a legal reference, because neither a known name follows it nor a number from 32 to
 * 9999 or from x20 to xFFF. A narrative may have hundreds of thousands of references, of which this finds the few that
 * need a closer look.
 */
const DOUBTFUL =
  /&(?!(?:amp|lt|gt|quot|apos|#(?:3[2-9]|[4-9]\d|[1-9]\d{2,3})|#x(?:[2-9A-Fa-f]|[1-9A-Fa-f][\dA-Fa-f])[\dA-Fa-f]);)/g;

/** Characters in which text is looked for at once. */
const LOOKED_AT_ONCE = /(?:&[^;]*;|[^&]){1,1000}/g;

/** @throws XhtmlError for the first `&` that does not start a reference to a character which XML allows */
export function assertReferences(written: string): void {
  if (!written.includes('&')) return;
  DOUBTFUL.lastIndex = 0;
  while (DOUBTFUL.test(written)) {
    const at = DOUBTFUL.lastIndex - 1;
    const reference = referenceAt(written, at);
    if (!reference || characterOf(reference) === undefined)
      throw malformed(
        say`${quote(written.slice(at, at + 12))} is not an XML character reference.`,
        say`Write &amp; for &; instead of &nbsp; and the like, write the character itself or its number: &#160;.`,
      );
  }
}

/** A text with its references resolved, which must be valid. */
export function resolved(written: string): string {
  if (!written.includes('&')) return written;
  let text = '';
  let from = 0;
  for (let at = written.indexOf('&'); at >= 0; at = written.indexOf('&', from)) {
    const reference = referenceAt(written, at)!;
    text += written.slice(from, at) + characterOf(reference)!;
    from = at + reference[0].length;
  }
  return text + written.slice(from);
}

/** Whether a text has more than white space. It is read a little at a time, because the first word usually decides. */
export function saysSomething(written: string): boolean {
  if (!written.includes('&')) return /\S/.test(written);
  for (const [piece] of written.matchAll(LOOKED_AT_ONCE)) if (/\S/.test(resolved(piece))) return true;
  return false;
}

function referenceAt(written: string, at: number): RegExpExecArray | null {
  REFERENCE.lastIndex = at;
  return REFERENCE.exec(written);
}

/** Undefined for an unknown name, and for a character that XML does not allow. */
function characterOf([, decimal, hexadecimal, name = '']: RegExpExecArray): string | undefined {
  const code = decimal ? parseInt(decimal, 10) : hexadecimal ? parseInt(hexadecimal, 16) : undefined;
  if (code === undefined) return ENTITIES.get(name);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const character = String.fromCodePoint(code);
  return NOT_XML.test(character) ? undefined : character;
}
