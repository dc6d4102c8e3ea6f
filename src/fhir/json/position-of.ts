import type { TextPosition } from '../errors/fhir-error';
import { JsonFault } from './json-fault';
import type { JsonPath } from '../errors/json-path';
import { closingQuote } from './number-tokens';
import { PathTree } from './path-tree';
import { TextPositions } from './text-position';
import { Tokenizer } from './tokenizer';

/**
 * Finds where elements start in the JSON text they were parsed from, to show clients their position. Scans the text
 * once, however many paths there are; used for errors only.
 *
 * @param text a text that `parseJson` accepts
 * @param paths JSON member names (`valueString`, `_birthDate`) and zero-based indexes, without the resource type. A
 *   single value also matches index 0, because it may have been read as a list of one
 * @returns one position per path, in order; undefined for an element that does not exist
 */
export function positionsOf(text: string, paths: readonly JsonPath[]): (TextPosition | undefined)[] {
  const found = new Array<TextPosition | undefined>(paths.length).fill(undefined);
  const positions = new TextPositions(text);
  const note = (tree: PathTree, offset: number): void => {
    for (const number of tree.ends) found[number] = positions.at(offset);
  };
  try {
    new PlaceWalk(text, note).value([PathTree.of(paths)]);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
  }
  return found;
}

/** The position of a single path. */
export function positionOf(text: string, path: JsonPath): TextPosition | undefined {
  return positionsOf(text, [path])[0];
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Reads a text along the paths, and skips everything else. */
class PlaceWalk {
  private readonly tokens: Tokenizer;

  constructor(
    text: string,
    private readonly note: (tree: PathTree, offset: number) => void,
  ) {
    this.tokens = new Tokenizer(text);
  }

  /** @param trees what to look for in the next value */
  value(trees: readonly PathTree[]): void {
    const opening = this.tokens.peek();
    if (opening === '') return;
    const wanted = opening === '[' ? trees : trees.flatMap(asFirst);
    for (const tree of wanted) this.note(tree, this.tokens.offset);
    if (wanted.every(({ isLeaf }) => isLeaf)) return this.skip();
    if (opening === '{') this.members(wanted);
    else if (opening === '[') this.items(wanted);
    else this.skip();
  }

  private members(trees: readonly PathTree[]): void {
    this.tokens.take('{');
    while (this.tokens.peek() === '"') {
      const name = this.tokens.readString();
      this.tokens.take(':');
      this.inner(trees, name);
      this.tokens.take(',');
    }
    this.tokens.take('}');
  }

  private items(trees: readonly PathTree[]): void {
    this.tokens.take('[');
    for (let index = 0; this.tokens.peek() !== ']' && this.tokens.peek() !== ''; index += 1) {
      const start = this.tokens.offset;
      this.inner(trees, index);
      // No progress is only possible when the text is not JSON.
      if (!this.tokens.take(',') && this.tokens.offset === start) return;
    }
    this.tokens.take(']');
  }

  private inner(trees: readonly PathTree[], step: string | number): void {
    const below = trees.flatMap((tree) => tree.branch(step) ?? []);
    if (below.length > 0) this.value(below);
    else this.skip();
  }

  /** Skips a value by counting brackets, so that its depth does not matter. */
  private skip(): void {
    const { text } = this.tokens;
    let depth = 0;
    let at = this.tokens.offset;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = closingQuote(text, at);
      else if (code === OPENING_BRACE || code === OPENING_BRACKET) depth += 1;
      else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) {
        if (depth === 0) break;
        depth -= 1;
      } else if (depth === 0 && (code === COMMA || code === COLON)) break;
    }
    this.tokens.offset = Math.min(at, text.length);
  }
}

/** A single value also counts as the first item of a list, of a list within a list, and so on. */
function asFirst(tree: PathTree): PathTree[] {
  const first = tree.branch(0);
  return first ? [tree, ...asFirst(first)] : [tree];
}
