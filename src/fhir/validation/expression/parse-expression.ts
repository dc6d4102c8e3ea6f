import { parse } from 'fhirpath';
import { LRUCache } from 'lru-cache';
import type { AstNode } from '../../model/fhirpath-ast';

/** Definitions of packages bring expressions without end. */
const known = new LRUCache<string, AstNode>({ max: 500 });

/**
 * The tree of an expression that a definition brings. Types share most of theirs.
 * @throws Error it is not FHIRPath
 */
export function parseExpression(text: string): AstNode {
  const made = known.get(text) ?? pathOfNames(text) ?? (parse(text) as AstNode);
  known.set(text, made);
  return made;
}

const NAMES = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*$/;

/** Words that the grammar may read as something else than a name. */
const WORDS: ReadonlySet<string> = new Set(
  ('and or xor implies is as in contains div mod true false asc desc ' +
    'year years month months week weeks day days hour hours minute minutes second seconds millisecond milliseconds')
    .split(' '),
); // prettier-ignore

/** `Organization.meta.tag`, as most search parameters are written, needs no parser, which takes half a millisecond for it. */
function pathOfNames(text: string): AstNode | undefined {
  if (!NAMES.test(text)) return undefined;
  const names = text.split('.');
  if (names.some((name) => WORDS.has(name))) return undefined;
  return names
    .map((name): AstNode => ({ type: 'MemberInvocation', text: name }))
    .reduce((owner, member) => ({ type: 'InvocationExpression', children: [owner, member] }));
}
