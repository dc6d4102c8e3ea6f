import { parse } from 'fhirpath';
import { LRUCache } from 'lru-cache';
import type { AstNode } from '../../model/fhirpath-ast';

/** Bounded, because packages may contain any number of expressions. */
const known = new LRUCache<string, AstNode>({ max: 500 });

/**
 * The syntax tree of an expression. Trees are cached, because types share most of their expressions.
 * @throws Error when it is not FHIRPath
 */
export function parseExpression(text: string): AstNode {
  const made = known.get(text) ?? pathOfNames(text) ?? (parse(text) as AstNode);
  known.set(text, made);
  return made;
}

const NAMES = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*$/;

/** Words that the grammar may read as something other than a name. */
const WORDS: ReadonlySet<string> = new Set(
  ('and or xor implies is as in contains div mod true false asc desc ' +
    'year years month months week weeks day days hour hours minute minutes second seconds millisecond milliseconds')
    .split(' '),
); // prettier-ignore

/**
 * Parses plain paths such as `Organization.meta.tag`, like most search parameters; the parser needs 0.5 ms for each.
 */
function pathOfNames(text: string): AstNode | undefined {
  if (!NAMES.test(text)) return undefined;
  const names = text.split('.');
  if (names.some((name) => WORDS.has(name))) return undefined;
  return names
    .map((name): AstNode => ({ type: 'MemberInvocation', text: name }))
    .reduce((owner, member) => ({ type: 'InvocationExpression', children: [owner, member] }));
}
