import { LRUCache } from 'lru-cache';
import type { AstNode } from '../../model/fhirpath-ast';
import { engine } from '../../model/fhirpath-engine';
import { plainPath } from './plain-path';

/** Bounded, because packages may contain any number of expressions. */
const known = new LRUCache<string, AstNode>({ max: 500 });

/**
 * The syntax tree of an expression. Trees are cached, because types share most of their expressions.
 * @throws Error with the place, when it is not FHIRPath
 */
export function parseExpression(text: string): AstNode {
  const made = known.get(text) ?? plainPath(text) ?? parsed(text);
  known.set(text, made);
  return made;
}

/** The engine's own message lists every token that could have followed. */
function parsed(text: string): AstNode {
  try {
    return engine().parse(text) as AstNode;
  } catch (cause) {
    const [, line, column] = /line: (\d+); column: (\d+)/.exec((cause as Error).message) ?? [];
    const place = line === undefined ? '' : ` (line ${line}, column ${Number(column) + 1})`;
    throw new Error(`"${text}" is not FHIRPath${place}`, { cause });
  }
}
