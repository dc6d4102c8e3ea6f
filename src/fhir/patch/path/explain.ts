import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import type { JsonObject } from '../../json/json-value';
import { say, sentences, type Message } from '../../messages';
import type { TypeDefinition } from '../../model/definitions';
import { nearest } from '../../model/nearest';
import { elementCount } from '../counts';
import { quote } from '../patch-fault';
import { namesOf } from '../unknown-element';
import { callOf, plainName, wholeNumber, type AstNode } from '../../model/fhirpath-ast';
import type { Budget } from './evaluator';
import { definitionOf, pathOf, typeOf, type Location } from './location';
import { misspeltCriterion } from './misspelt-criterion';
import type { PatchPath } from './patch-path';

type Explanation = Pick<IssueDetail, 'text' | 'hint' | 'missing'>;

/** Why a path stops matching, and whether what it asks for could exist. */
interface Ending {
  readonly why: Message;
  readonly possible: boolean;
}

/**
 * Explains why a path matches nothing: the longest prefix that does match, and what the next step could have been.
 * `missing` is set only when the type has such an element.
 */
export function explainNoMatch(path: PatchPath, resource: Readonly<JsonObject>, budget: Budget): Explanation {
  const text = say`The path \`${quote(path.text)}\` matches nothing.`;
  try {
    const misspelt = misspeltCriterion(path.steps, typeOf(resource));
    if (misspelt) {
      const { type, name } = misspelt;
      const meant = nearest(name, namesOf(type));
      const why = say`In a criterion: ${hasNo(type, name, meant)}`;
      // `where(system = phone)` is the usual slip.
      return { text, hint: meant ? why : sentences(why, say`A text is written in quotes: '${quote(name)}'.`) };
    }
    const last = lastThatMatches(path, resource, budget.forWords());
    if (!last) {
      const { why, possible } = headEnding(path, typeOf(resource));
      return { text, hint: why, ...(possible && { missing: path.text }) };
    }
    const { step, found } = last;
    const reached = found.length === 1 ? pathOf(found[0]!) : path.textBefore(step);
    const { why, possible } = endingAt(path, step, found);
    return {
      text,
      hint: say`\`${quote(reached)}\` matches ${elementCount(found.length)}; ${why}`,
      ...(possible && { missing: path.text }),
    };
  } catch (fault) {
    if (!(fault instanceof FhirError)) throw fault;
    return { text, missing: path.text };
  }
}

/** The longest prefix that matches something, by binary search: if a prefix matches nothing, no longer one does. */
function lastThatMatches(
  path: PatchPath,
  resource: Readonly<JsonObject>,
  budget: Budget,
): { readonly step: number; readonly found: readonly Location[] } | undefined {
  let last: { step: number; found: readonly Location[] } | undefined;
  let empty = path.steps.length;
  for (let full = 0; empty - full > 1;) {
    const step = Math.floor((full + empty) / 2);
    const found = path.locateBefore(step, resource, budget);
    if (found.length === 0) empty = step;
    else {
      last = { step, found };
      full = step;
    }
  }
  return last;
}

function endingAt(path: PatchPath, at: number, found: readonly Location[]): Ending {
  const { kind, node } = path.steps[at]!;
  if (kind === 'member') return memberEnding(plainName(node.text!), found);
  if (kind === 'index') return absent(indexHint(node, found.length));
  const { name } = callOf(node);
  if (name === 'extension') return absent(say`none has an extension of this url.`);
  if (name === 'where') return absent(say`none meets the condition of where().`);
  return absent(say`${name}() selects none of them.`);
}

function indexHint(node: AstNode, count: number): Message {
  if (wholeNumber(node) === undefined) return say`the index selects none of them.`;
  return count === 1 ? say`the only index is 0.` : say`the indexes are 0 to ${count - 1}.`;
}

function memberEnding(name: string, found: readonly Location[]): Ending {
  const definitions = [...new Set(found.map(definitionOf))].filter((each) => each !== undefined);
  if (definitions.some((each) => has(each, name))) {
    return absent(say`\`${quote(name)}\` is absent there: use add with this path and the name ${quote(name)}.`);
  }
  for (const definition of definitions) {
    const meant = nearest(name, namesOf(definition.name));
    if (meant) return impossible(hasNo(definition.name, name, meant));
  }
  return impossible(hasNo(definitions.map((definition) => definition.name).join(', '), name, undefined));
}

function headEnding(path: PatchPath, type: string): Ending {
  const head = path.steps[0]!.node;
  const name = head.type === 'MemberInvocation' ? plainName(head.text!) : undefined;
  if (name === undefined) return impossible(say`Begin the path with ${type}.`);
  if (/^[A-Z]/.test(name)) {
    return impossible(say`The resource is of type ${type}: begin the path with ${type}, not ${quote(name)}.`);
  }
  const definition = definitionOf({ key: '', type });
  if (definition && has(definition, name)) {
    return absent(say`\`${name}\` is absent: use add with the path ${type} and the name ${name}.`);
  }
  return impossible(hasNo(type, name, nearest(name, namesOf(type))));
}

function absent(why: Message): Ending {
  return { why, possible: true };
}

function impossible(why: Message): Ending {
  return { why, possible: false };
}

/** Whether the type has an element of this FHIRPath or JSON name; the JSON name includes the type of a choice. */
function has({ elements, properties }: TypeDefinition, name: string): boolean {
  return properties.has(name) || elements.some((element) => element.name === name);
}

function hasNo(types: string, name: string, meant: string | undefined): Message {
  return meant === undefined
    ? say`${types} has no element \`${quote(name)}\`.`
    : say`${types} has no element \`${quote(name)}\`: did you mean \`${meant}\`?`;
}
