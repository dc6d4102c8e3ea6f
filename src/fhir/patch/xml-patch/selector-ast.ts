/** Undefined members match anything. */
export interface NameTest {
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

export type NodeTest =
  | { readonly kind: 'element'; readonly test: NameTest }
  /** By qualified name; undefined matches any attribute. */
  | { readonly kind: 'attribute'; readonly name: string | undefined }
  | { readonly kind: 'text' }
  | { readonly kind: 'node' }
  | { readonly kind: 'self' };

export interface Step {
  readonly node: NodeTest;
  /** Follows `//`, and therefore also applies to all descendants. */
  readonly below: boolean;
  readonly predicates: readonly Expression[];
  /** Offset of its end in the selector. */
  readonly end: number;
}

export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-';

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'path'; readonly steps: readonly Step[] }
  | { readonly kind: 'call'; readonly name: SelectorFunction; readonly args: readonly Expression[] }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

/** The supported XPath functions, with their minimum and maximum number of arguments. */
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

/** Functions that only accept node sets. */
export const NODE_FUNCTIONS: ReadonlySet<SelectorFunction> = new Set(['count', 'local-name']);
