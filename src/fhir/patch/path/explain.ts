import type { IssueDetail } from '../../errors/fhir-error';
import type { JsonObject } from '../../json/json-value';
import { nearest } from '../../model/nearest';
import { countOf, quote } from '../patch-fault';
import { callOf, plainName, wholeNumber } from './ast';
import type { Budget } from './evaluator';
import { definitionOf, pathOf, typeOf, type Location } from './location';
import type { PatchPath } from './patch-path';

type Explanation = Pick<IssueDetail, 'text' | 'hint'>;

/**
 * Why a path matches nothing, and what would: the longest beginning of it that still matches, and what the next step
 * could have been.
 */
export function explainNoMatch(path: PatchPath, resource: Readonly<JsonObject>, budget: Budget): Explanation {
  const text = `The path \`${quote(path.text)}\` matches nothing.`;
  for (let step = path.steps.length - 1; step > 0; step -= 1) {
    const found = path.before(step).locate(resource, budget);
    if (found.length === 0) continue;
    const reached = found.length === 1 ? pathOf(found[0]!) : path.textBefore(step);
    return {
      text,
      hint: quote(`\`${reached}\` matches ${countOf(found.length, 'element')}; ${nextStep(path, step, found)}`),
    };
  }
  return { text, hint: headHint(path, typeOf(resource)) };
}

function nextStep(path: PatchPath, at: number, found: readonly Location[]): string {
  const { kind, node } = path.steps[at]!;
  if (kind === 'member') return memberHint(plainName(node.text!), found);
  if (kind === 'index' && wholeNumber(node) !== undefined) {
    return found.length === 1 ? 'the only index is 0.' : `the indexes are 0 to ${found.length - 1}.`;
  }
  const name = kind === 'function' ? callOf(node).name : 'the index';
  if (name === 'extension') return 'none has an extension of this url.';
  return `${name === 'where' ? 'none meets the condition of where()' : `${name} leaves none of them`}.`;
}

function memberHint(name: string, found: readonly Location[]): string {
  const definitions = new Set(found.map(definitionOf));
  for (const definition of definitions) {
    if (!definition) continue;
    const names = definition.elements.map((element) => element.name);
    if (names.includes(name) || definition.properties.has(name)) {
      return `\`${name}\` is absent there: use add with this path and the name ${name}.`;
    }
    const meant = nearest(name, names);
    if (meant) return `${definition.name} has no element \`${name}\`: did you mean \`${meant}\`?`;
  }
  const types = [...definitions].map((definition) => definition?.name ?? 'it');
  return `${types.join(', ')} has no element \`${name}\`.`;
}

function headHint(path: PatchPath, type: string): string {
  const head = path.steps[0]!.node;
  const name = head.type === 'MemberInvocation' ? plainName(head.text!) : undefined;
  if (name === undefined) return `Begin the path with ${type}.`;
  if (/^[A-Z]/.test(name)) return `The resource is of type ${type}: begin the path with ${type}, not ${quote(name)}.`;
  const definition = definitionOf({ key: '', type });
  const names = definition?.elements.map((element) => element.name) ?? [];
  if (names.includes(name) || definition?.properties.has(name)) {
    return `\`${name}\` is absent: use add with the path ${type} and the name ${name}.`;
  }
  const meant = nearest(name, names);
  return `${type} has no element \`${quote(name)}\`${meant ? `: did you mean \`${meant}\`?` : '.'}`;
}
