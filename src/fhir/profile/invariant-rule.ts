import type { ElementDefinition, ElementDefinitionConstraint } from 'fhir/r4';
import { say, Translated, type Text } from '../messages';
import { isPrimitive, typeDefinition } from '../model/definitions';
import { quote } from '../validation/wording';
import { r4Name } from './canonical';
import { Condition } from './expression';
import * as faults from './faults';
import type { ItemCheck } from './profile-run';

/** R4's own invariants on elements and resources, for snapshots that do not state the source of a constraint. */
const R4_KEYS = new Set(['ele-1', 'ext-1', 'dom-1', 'dom-2', 'dom-3', 'dom-4', 'dom-5', 'dom-6', 'txt-1', 'txt-2']);

/**
 * The FHIRPath invariants that a profile adds. Those of R4 are checked by the validation of R4.
 *
 * @throws ProfileFault when an expression cannot be parsed
 */
export function invariantChecks(
  { constraint = [] }: ElementDefinition,
  against: readonly ElementDefinition[],
  profile: string,
): ItemCheck[] {
  const known = new Set(against.flatMap((other) => (other.constraint ?? []).map(({ key }) => key)));
  return constraint.filter((it) => !known.has(it.key) && !isOfR4(it)).flatMap((it) => invariantCheck(it, profile));
}

function isOfR4({ key, source }: ElementDefinitionConstraint): boolean {
  if (source === undefined) return R4_KEYS.has(key);
  const name = r4Name(source) ?? source;
  return isPrimitive(name) || typeDefinition(name) !== undefined;
}

function invariantCheck(constraint: ElementDefinitionConstraint, profile: string): ItemCheck[] {
  const { key, expression, severity } = constraint;
  if (expression === undefined) return [];
  const condition = Condition.read(expression, say`its constraint ${key}`);
  const about = { key, human: humanOf(constraint), expression };
  const fault = faults.brokenConstraint(about, severity === 'warning' ? 'warning' : 'error', profile);
  return [
    (run, item) => {
      if (item.value === undefined) return;
      const holds = condition.holds(run, item);
      if (holds instanceof Error) run.report(faults.unevaluated(key, quote(holds.message), profile));
      else if (!holds) run.report(fault);
    },
  ];
}

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

/** The text of a constraint in all its languages, without the full stop. */
function humanOf({ human, _human: { extension = [] } = {} }: ElementDefinitionConstraint): Text {
  const translations = extension
    .filter(({ url }) => url === TRANSLATION)
    .map(({ extension: parts = [] }) => [
      parts.find(({ url }) => url === 'lang')?.valueCode ?? '',
      parts.find(({ url }) => url === 'content')?.valueString ?? '',
    ])
    .filter((parts): parts is [string, string] => parts.every((part) => part !== ''))
    .map(([tag, text]) => [tag, withoutStop(text)] as const);
  return translations.length === 0 ? withoutStop(human) : new Translated(withoutStop(human), translations);
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\s*\.?\s*$/, '');
}
