import type { IssueDetail } from '../../errors/fhir-error';
import { say, type Message } from '../../messages';
import { nearest } from '../../model/nearest';
import { inOperation } from '../operation-name';
import { quote } from '../patch-fault';
import type { Match, SelectorEvaluator } from './evaluate-selector';
import { placeOf, type XmlPatchOperation } from './xml-patch-operation';
import { elementsOf, type XmlElement } from './xml-tree';

const MOST_NAMES = 20;

/** Explains why a selector does not match exactly one node, and how to correct it. */
export function explainSelector(
  { number, position, element, sel, steps }: XmlPatchOperation,
  matches: number,
  document: XmlElement,
  evaluator: SelectorEvaluator,
): IssueDetail {
  const shown = quote(sel);
  const expression = placeOf(number);
  if (matches > 1) {
    return {
      code: 'multiple-matches',
      text: inOperation(number, element, say`\`${shown}\` matches ${matches} nodes, but must match exactly one.`),
      hint: say`Narrow it by a predicate: by position, telecom[1], or by content, telecom[system/@value='phone'].`,
      expression,
      position,
    };
  }
  // The empty path always matches the document itself.
  let reached = steps.length - 1;
  let found = evaluator.select(document, steps.slice(0, reached));
  while (found.length === 0) found = evaluator.select(document, steps.slice(0, --reached));
  const step = steps[reached]!;
  const without = evaluator.select(document, [...steps.slice(0, reached), { ...step, predicates: [] }]).length;
  const held =
    without > 0 ? say`has ${without} of that name, but none that meets the predicates.` : heldBy(found, step.node);
  return {
    code: 'not-found',
    text: inOperation(number, element, say`\`${shown}\` matches nothing.`),
    hint: reached === 0 ? say`The document ${held}` : say`\`${quote(sel.slice(0, steps[reached - 1]!.end))}\` ${held}`,
    expression,
    position,
  };
}

type NodeTest = XmlPatchOperation['steps'][number]['node'];

function heldBy(found: readonly Match[], node: NodeTest): Message {
  const parents = found.filter((each) => each.kind === 'element');
  return node.kind === 'attribute' ? attributesOf(parents, node.name) : childrenOf(parents, node);
}

function attributesOf(parents: readonly XmlElement[], wanted: string | undefined): Message {
  const names = new Set(parents.flatMap(({ attributes }) => [...attributes.keys()].map((name) => `@${name}`)));
  if (names.size === 0) return say`has no attributes.`;
  return say`has no such attribute: ${wayOut(wanted && `@${wanted}`, [...names])}`;
}

function childrenOf(parents: readonly XmlElement[], node: NodeTest): Message {
  const names = new Set(parents.flatMap((parent) => elementsOf(parent).map(({ name }) => name)));
  const wanted = node.kind === 'element' ? node.test.name : undefined;
  if (names.size === 0) return say`has no elements.`;
  if (wanted !== undefined && names.has(wanted)) {
    return say`has \`${wanted}\` in another namespace; names in a narrative need a prefix declared for XHTML.`;
  }
  return say`has no such node: ${wayOut(wanted, [...names])}`;
}

function wayOut(wanted: string | undefined, names: readonly string[]): Message {
  const meant = wanted && nearest(wanted, names);
  if (meant) return say`did you mean \`${meant}\`?`;
  return say`it holds ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ', …' : ''}.`;
}
