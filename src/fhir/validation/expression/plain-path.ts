import type { AstNode } from '../../model/fhirpath-ast';

/**
 * The syntax tree of a plain path, such as `Organization.meta.tag`, `extension('a').value.ofType(Money)` or
 * `Practitioner.telecom.where(system='phone')`: all that the search parameters of most servers need. The parser of the
 * engine takes 0.5 ms for each, and must be loaded first.
 * @returns undefined for any other text, whether it is FHIRPath or not
 */
export function plainPath(text: string): AstNode | undefined {
  const reader = new Reader(text);
  const tree = reader.path();
  return reader.isAtEnd ? tree : undefined;
}

/** Words that the grammar may read as something other than a name. */
const WORDS: ReadonlySet<string> = new Set(
  ('and or xor implies is as in contains div mod true false asc desc ' +
    'year years month months week weeks day days hour hours minute minutes second seconds millisecond milliseconds')
    .split(' '),
); // prettier-ignore

/** Those among them that may be the name of a function. */
const FUNCTIONS: ReadonlySet<string> = new Set(['as', 'contains', 'in', 'is']);

const NAME = /[A-Za-z]\w*/y;
/** One without escapes. */
const TEXT = /'[^'\\]*'/y;
const THIS = /\$this\b/y;

/** Reads from left to right; everything returns undefined where the text goes on differently. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  path(): AstNode | undefined {
    let owner = this.take(THIS) === undefined ? this.invocation() : { type: 'ThisInvocation' };
    while (owner && this.skip('.')) {
      const member = this.invocation();
      owner = member && { type: 'InvocationExpression', children: [owner, member] };
    }
    return owner;
  }

  /** A name, or a function with at most one argument. */
  private invocation(): AstNode | undefined {
    const name = this.take(NAME);
    if (name === undefined) return undefined;
    const isCall = this.skip('(');
    if (WORDS.has(name) && !(isCall && FUNCTIONS.has(name))) return undefined;
    if (!isCall) return { type: 'MemberInvocation', text: name };
    if (this.skip(')')) return call(name);
    const argument = this.argument();
    return argument && this.skip(')') ? call(name, argument) : undefined;
  }

  /** A text, a path, or a path that equals a text. */
  private argument(): AstNode | undefined {
    const alone = this.literal();
    if (alone) return alone;
    const path = this.path();
    if (!path || !this.skip('=')) return path;
    const value = this.literal();
    return value && { type: 'EqualityExpression', text: '=', children: [path, value] };
  }

  private literal(): AstNode | undefined {
    const text = this.take(TEXT);
    if (text === undefined) return undefined;
    return { type: 'LiteralTerm', text, children: [{ type: 'StringLiteral', text }] };
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    this.at += found?.length ?? 0;
    return found;
  }

  private skip(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }
}

function call(text: string, argument?: AstNode): AstNode {
  const parameters = argument && { type: 'ParamList', children: [argument] };
  const named: AstNode = { type: 'Identifier', text };
  const functn = { type: 'Functn', text, children: parameters ? [named, parameters] : [named] };
  return { type: 'FunctionInvocation', text, children: [functn] };
}
