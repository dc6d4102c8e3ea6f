/** Undefined: any. */
export interface NameTest {
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

export type NodeTest =
  | { readonly kind: 'element'; readonly test: NameTest }
  /** By qualified name; undefined: any. */
  | { readonly kind: 'attribute'; readonly name: string | undefined }
  | { readonly kind: 'text' }
  | { readonly kind: 'node' }
  | { readonly kind: 'self' };

export interface Step {
  readonly node: NodeTest;
  /** It follows `//`: it starts at every element below, too. */
  readonly below: boolean;
  readonly predicates: readonly Expression[];
  /** Where it ends in the selector. */
  readonly end: number;
}

export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-';

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'path'; readonly steps: readonly Step[] }
  | { readonly kind: 'call'; readonly name: SelectorFunction; readonly args: readonly Expression[] }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

/** The functions of XPath that a selector may use: how many arguments, at least and at most. */
export const SELECTOR_FUNCTIONS = {
  not: [1, 1],
  position: [0, 0],
  last: [0, 0],
  count: [1, 1],
  contains: [2, 2],
  'starts-with': [2, 2],
  'string-length': [0, 1],
  'normalize-space': [0, 1],
  'local-name': [0, 1],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type SelectorFunction = keyof typeof SELECTOR_FUNCTIONS;

/** These take nodes and nothing else. */
export const NODE_FUNCTIONS: ReadonlySet<SelectorFunction> = new Set(['count', 'local-name']);
