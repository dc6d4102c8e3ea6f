import type { IssueDetail } from '../../errors/fhir-error';
import { nearest } from '../../model/nearest';
import { quote } from '../patch-fault';
import type { SelectorEvaluator } from './evaluate-selector';
import type { XmlPatchOperation } from './xml-patch-operation';
import { elementsOf, type XmlElement } from './xml-tree';

const MOST_NAMES = 20;

/** Why a selector does not match one node, and what would: a text to stand after the name of the operation. */
export function explainSelector(
  { sel, steps }: XmlPatchOperation,
  matches: number,
  document: XmlElement,
  evaluator: SelectorEvaluator,
): IssueDetail {
  if (matches > 1) {
    return {
      code: 'multiple-matches',
      text: `: \`${quote(sel)}\` matches ${matches} nodes, and should match one`,
      hint: "Narrow it by a predicate: by position, telecom[1], or by content, telecom[system/@value='phone'].",
    };
  }
  const text = `: \`${quote(sel)}\` matches nothing`;
  for (let reached = steps.length - 1; reached >= 0; reached -= 1) {
    const found = evaluator.select(document, steps.slice(0, reached));
    if (found.length === 0) continue;
    const place = reached === 0 ? 'The document' : `\`${quote(sel.slice(0, steps[reached - 1]!.end))}\``;
    const step = steps[reached]!;
    const without = evaluator.select(document, [...steps.slice(0, reached), { ...step, predicates: [] }]).length;
    if (without > 0) {
      return {
        code: 'not-found',
        text,
        hint: `${place} has ${without} of that name; the predicates let none through.`,
      };
    }
    return {
      code: 'not-found',
      text,
      hint: `${place} has ${held(
        found.filter((each) => each.kind === 'element'),
        step.node,
      )}`,
    };
  }
  return { code: 'not-found', text };
}

function held(parents: readonly XmlElement[], node: XmlPatchOperation['steps'][number]['node']): string {
  const attributes = node.kind === 'attribute';
  const wanted = node.kind === 'element' ? node.test.name : attributes ? node.name : undefined;
  const names = parents.flatMap((parent) =>
    attributes ? [...parent.attributes.keys()].map((name) => `@${name}`) : elementsOf(parent).map(({ name }) => name),
  );
  const all = [...new Set(names)];
  if (all.length === 0) return attributes ? 'no attributes.' : 'no elements.';
  const sameName = node.kind === 'element' && wanted !== undefined && all.includes(wanted);
  if (sameName)
    return `\`${wanted}\` in another namespace: names of a narrative need a prefix that is declared for XHTML.`;
  const meant = wanted && nearest(attributes ? `@${wanted}` : wanted, all);
  const listed = all.slice(0, MOST_NAMES).join(', ') + (all.length > MOST_NAMES ? ', …' : '');
  return `no such ${attributes ? 'attribute' : 'node'}: ${meant ? `did you mean \`${meant}\`?` : `it holds ${listed}.`}`;
}
