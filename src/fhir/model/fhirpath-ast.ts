/** A node of the syntax tree returned by `fhirpath.parse`. */
export interface AstNode {
  readonly type: string;
  readonly text?: string;
  /** Position of the node's own token, counted from 1; some nodes have none. */
  readonly start?: { readonly line: number; readonly column: number };
  readonly children?: readonly AstNode[];
}

const WRAPPERS = new Set(['EntireExpression', 'TermExpression', 'InvocationTerm']);

/** Skips nodes that merely wrap another one. */
export function unwrap(node: AstNode): AstNode {
  let inner = node;
  while (WRAPPERS.has(inner.type) && inner.children?.length === 1) inner = inner.children[0]!;
  return inner;
}

/** Like `unwrap`, and also skips parentheses. */
export function unwrapGroup(node: AstNode): AstNode {
  let inner = unwrap(node);
  while (inner.type === 'ParenthesizedTerm' && inner.children?.length === 1) inner = unwrap(inner.children[0]!);
  return inner;
}

/** Name and arguments of a FunctionInvocation. */
export function callOf(node: AstNode): { readonly name: string; readonly args: readonly AstNode[] } {
  const parameters = node.children?.[0]?.children?.find((child) => child.type === 'ParamList');
  return { name: plainName(node.text ?? ''), args: parameters?.children ?? [] };
}

/** An identifier without delimiting backquotes. */
export function plainName(text: string): string {
  return text.startsWith('`') ? unescape(text.slice(1, -1)) : text;
}

/** Value of a string literal; undefined for any other node. */
export function stringLiteral(node: AstNode): string | undefined {
  const term = unwrapGroup(node);
  const literal = term.type === 'LiteralTerm' ? term.children?.[0] : undefined;
  return literal?.type === 'StringLiteral' ? unescape(literal.text!.slice(1, -1)) : undefined;
}

/** Value of an unsigned integer literal; undefined for any other node. */
export function wholeNumber(node: AstNode): number | undefined {
  const term = unwrapGroup(node);
  const literal = term.type === 'LiteralTerm' ? term.children?.[0] : undefined;
  const text = literal?.type === 'NumberLiteral' ? literal.text! : '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', f: '\f' };

/** @see http://hl7.org/fhirpath/N1/#string */
function unescape(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escaped: string) =>
    escaped.length > 1 ? String.fromCharCode(parseInt(escaped.slice(1), 16)) : (ESCAPES[escaped] ?? escaped),
  );
}

/** One step of a path, from the left: `Organization`, `.telecom`, `.where(…)`, `[0]`. */
export interface Step {
  readonly kind: 'head' | 'member' | 'function' | 'index' | 'other';
  readonly node: AstNode;
  /** Where the step starts in the text, from 0: after its dot, or at its bracket. */
  readonly offset: number;
}

/** The steps of an expression that is a single chain, from left to right; the head may be any expression. */
export function stepsOf(expression: AstNode, text: string): Step[] {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const offsetOf = ({ start }: AstNode): number => (start ? (lineStarts[start.line - 1] ?? 0) + start.column - 1 : 0);

  const steps: Step[] = [];
  let node = unwrap(expression);
  for (;;) {
    const [left, right] = node.children ?? [];
    if (node.type === 'InvocationExpression' && left && right) {
      steps.push({ kind: KIND_OF[right.type] ?? 'other', node: right, offset: offsetOf(right) });
      node = unwrap(left);
    } else if (node.type === 'IndexerExpression' && left && right) {
      steps.push({ kind: 'index', node: right, offset: offsetOf(node) });
      node = unwrap(left);
    } else {
      steps.push({ kind: 'head', node, offset: 0 });
      return steps.reverse();
    }
  }
}

const KIND_OF: Readonly<Record<string, Step['kind']>> = { MemberInvocation: 'member', FunctionInvocation: 'function' };
