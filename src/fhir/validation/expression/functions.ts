import { isJsonObject, type JsonValue } from '../../json/json-value';
import type { AstNode } from '../../model/fhirpath-ast';
import { typeMeantBy } from '../reference-target';
import { areDistinct, childrenOf, descendantsOf, keyOf } from './compare';
import { memberOf } from './member';
import { fromNodes, fromTruth, NONE, type Expression, type Frame, type Nodes } from './expression';

/** Compiles arguments, for the focus of the whole expression or for each node of the input. */
export interface Arguments {
  readonly list: readonly AstNode[];
  /** The argument at an index, evaluated on the focus of the whole expression. */
  outer(at: number): Expression;
  /** The argument at an index, evaluated on each node of the input. */
  inner(at: number): Expression;
  /** The string literal at an index. */
  text(at: number): string;
}

type Compile = (input: Expression, args: Arguments) => Expression;

/**
 * The FHIRPath functions that R4's invariants use.
 * @see http://hl7.org/fhirpath/N1/#functions
 */
export const FUNCTIONS: Readonly<Record<string, Compile>> = {
  empty: ({ nodes }) => fromTruth((focus, frame) => nodes(focus, frame).length === 0),
  exists: ({ nodes }) => fromTruth((focus, frame) => nodes(focus, frame).length > 0),
  not: ({ truth, fixed }) =>
    fromTruth((focus, frame) => {
      const answer = truth(focus, frame);
      return answer === undefined ? undefined : !answer;
    }, fixed),
  hasValue: ({ nodes }) =>
    fromTruth((focus, frame) => {
      const found = nodes(focus, frame);
      return found.length === 1 && found[0] !== null && !isJsonObject(found[0]);
    }),
  count: ({ nodes }) => fromNodes((focus, frame) => [nodes(focus, frame).length], ['integer']),
  first: ({ nodes, types, fixed }) =>
    fromNodes(
      (focus, frame) => {
        const found = nodes(focus, frame);
        return found.length < 2 ? found : [found[0]!];
      },
      types,
      fixed,
    ),
  tail: ({ nodes, types }) => fromNodes((focus, frame) => nodes(focus, frame).slice(1), types),
  isDistinct: ({ nodes }) => fromTruth((focus, frame) => areDistinct(nodes(focus, frame))),
  children: ({ nodes }) => fromNodes((focus, frame) => childrenOf(nodes(focus, frame)), undefined),
  descendants: ({ nodes }) => fromNodes((focus, frame) => descendantsOf(nodes(focus, frame)), undefined),
  /** Returns its input unchanged. */
  trace: (input) => input,
  where: ({ nodes, types }, args) => {
    const { truth } = args.inner(0);
    return fromNodes((focus, frame) => nodes(focus, frame).filter((node) => truth([node], frame) === true), types);
  },
  /**
   * Extensions with a URL.
   * @see https://hl7.org/fhir/R4/fhirpath.html#functions
   */
  extension: (input, args) => {
    const url = args.text(0);
    const { nodes, types } = memberOf(input, 'extension');
    return fromNodes(
      (focus, frame) => nodes(focus, frame).filter((node) => isJsonObject(node) && node.url === url),
      types,
    );
  },
  all: ({ nodes }, args) => {
    const { truth } = args.inner(0);
    return fromTruth((focus, frame) => nodes(focus, frame).every((node) => truth([node], frame) === true));
  },
  select: ({ nodes }, args) => {
    const projection = args.inner(0);
    return fromNodes(
      (focus, frame) => nodes(focus, frame).flatMap((node) => projection.nodes([node], frame)),
      projection.types,
    );
  },
  iif: (input, args) => {
    const [condition, then, otherwise] = [args.inner(0), args.inner(1), args.list[2] && args.inner(2)];
    return fromNodes((focus, frame) => {
      const found = input.nodes(focus, frame);
      if (condition.truth(found, frame) === true) return then.nodes(found, frame);
      return otherwise ? otherwise.nodes(found, frame) : NONE;
    }, undefined);
  },
  combine: ({ nodes }, args) => {
    const other = args.outer(0);
    return fromNodes((focus, frame) => [...nodes(focus, frame), ...other.nodes(focus, frame)], undefined);
  },
  intersect: ({ nodes, types }, args) => {
    const other = args.outer(0);
    return fromNodes((focus, frame) => {
      const keys = keysOf(other, focus, frame);
      return nodes(focus, frame).filter((node) => keys.has(keyOf(node)));
    }, types);
  },
  contains: textTest((text, part) => text.includes(part)),
  startsWith: textTest((text, part) => text.startsWith(part)),
  matches: ({ nodes }, args) => {
    const form = new RegExp(args.text(0), 's');
    return ofText(nodes, (text) => form.test(text));
  },
  replaceMatches: ({ nodes }, args) => {
    const [form, replacement] = [new RegExp(args.text(0), 'gs'), args.text(1)];
    return fromNodes(
      (focus, frame) => texts(nodes(focus, frame)).map((text) => text.replace(form, replacement)),
      ['string'],
    );
  },
  toInteger: ({ nodes }) =>
    fromNodes(
      (focus, frame) => texts(nodes(focus, frame)).flatMap((text) => (/^[+-]?\d+$/.test(text) ? [Number(text)] : [])),
      ['integer'],
    ),
  /** Resources that are not contained are not loaded; only their type is known. */
  resolve: ({ nodes }) =>
    fromNodes(
      (focus, frame) =>
        nodes(focus, frame).flatMap((node) => {
          const reference = isJsonObject(node) ? node.reference : node;
          const type = typeof reference === 'string' ? typeMeantBy(reference, frame.scope) : undefined;
          return type === undefined ? [] : [{ resourceType: type }];
        }),
      undefined,
    ),
};

/** The values of a subexpression as a set; cached when it does not depend on the node. */
export function keysOf(part: Expression, focus: Nodes, frame: Frame): ReadonlySet<unknown> {
  const known = part.fixed ? frame.memo?.get(part) : undefined;
  if (known) return known;
  const keys = new Set(part.nodes(focus, frame).map(keyOf));
  if (part.fixed) (frame.memo ??= new Map()).set(part, keys);
  return keys;
}

/** False when the string is absent, as in HL7's validator: `fullUrl.contains(…).not()` then holds. */
function textTest(test: (text: string, part: string) => boolean): Compile {
  return ({ nodes }, args) => {
    const part = args.outer(0);
    return fromTruth((focus, frame) => {
      const [text] = nodes(focus, frame);
      const [wanted] = part.nodes(focus, frame);
      return typeof text === 'string' && typeof wanted === 'string' ? test(text, wanted) : false;
    });
  };
}

function ofText(nodes: Expression['nodes'], test: (text: string) => boolean): Expression {
  return fromTruth((focus, frame) => {
    const [text] = nodes(focus, frame);
    return typeof text === 'string' ? test(text) : undefined;
  });
}

function texts(nodes: Nodes): string[] {
  return nodes.filter((node: JsonValue) => typeof node === 'string');
}
