/**
 * Offset in `text` of the first lone surrogate, written as a character or as an escape.
 *
 * @param start offset of the opening quote of a string token that has one
 * @param end offset after its closing quote
 */
export function findLoneSurrogate(text: string, start: number, end: number): number {
  let waiting: number | undefined;
  for (let at = start + 1; at < end - 1;) {
    const escape = text[at] === '\\';
    const unicode = escape && text[at + 1] === 'u';
    const unit = unicode ? parseInt(text.slice(at + 2, at + 6), 16) : text.charCodeAt(at);
    const low = unit >= 0xdc00 && unit <= 0xdfff;
    if (low !== (waiting !== undefined)) return waiting ?? at;
    waiting = unit >= 0xd800 && unit <= 0xdbff ? at : undefined;
    at += unicode ? 6 : escape ? 2 : 1;
  }
  return waiting ?? start;
}
