import { LRUCache } from 'lru-cache';
import type { AstNode } from '../../model/fhirpath-ast';
import { engine } from '../../model/fhirpath-engine';
import { plainPath } from './plain-path';

/** Bounded, because packages may contain any number of expressions. */
const known = new LRUCache<string, AstNode>({ max: 500 });

/**
 * The syntax tree of an expression. Trees are cached, because types share most of their expressions.
 * @throws Error when it is not FHIRPath
 */
export function parseExpression(text: string): AstNode {
  const made = known.get(text) ?? plainPath(text) ?? (engine().parse(text) as AstNode);
  known.set(text, made);
  return made;
}
