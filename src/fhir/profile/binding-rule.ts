import type { ElementDefinition } from 'fhir/r4';
import { isJsonObject, type JsonValue } from '../json/json-value';
import { say, sentences, type Text } from '../messages';
import { nearest } from '../model/nearest';
import { quote } from '../validation/wording';
import { parseCanonical, sameCanonical } from './canonical';
import type { CompilerContext } from './compiler-context';
import { bareName } from './element-node';
import * as faults from './faults';
import type { ItemCheck } from './profile-run';
import { codedValues, isMember, type CodedValue } from './terminology/coded-value';
import type { ValueSetContent } from './terminology/value-set-content';

const BINDABLE = new Set(['code', 'string', 'uri', 'Coding', 'CodeableConcept', 'Quantity']);
const MOST_CODES = 15;

/**
 * Checks a binding. When no code is from the value set, a required binding is violated with an error, an extensible one
 * with a warning. When the codes of the value set are unknown, only the code system is checked.
 *
 * @see https://hl7.org/fhir/R4/terminologies.html#strength
 */
export function bindingChecks(
  name: string,
  { binding }: ElementDefinition,
  against: readonly ElementDefinition[],
  context: CompilerContext,
  profile: string,
): ItemCheck[] {
  const { strength, valueSet } = binding ?? {};
  if (valueSet === undefined || (strength !== 'required' && strength !== 'extensible')) return [];
  const covered = against.some(
    ({ binding: other }) =>
      other?.valueSet !== undefined &&
      sameCanonical(other.valueSet, valueSet) &&
      (other.strength === 'required' || other.strength === strength),
  );
  if (covered) return [];
  const required = strength === 'required';
  const bare = bareName(name);
  return [
    (run, { value, type }) => {
      if (!BINDABLE.has(type)) return;
      const content = context.valueSet(valueSet);
      if (!content || value === undefined) return;
      const given = codedValues(value);
      if (given.length === 0) {
        if (required && (type === 'Coding' || type === 'CodeableConcept') && isJsonObject(value))
          run.report(faults.noCode(bare, valueSet, profile));
        return;
      }
      if (isMember(content, given) !== false) return;
      const hint = hintFor(content, given, valueSet, value);
      run.report(faults.notInValueSet(bare, describe(given[0]!), valueSet, required, hint, profile));
    },
  ];
}

function describe({ system, code }: CodedValue): Text {
  return system ? say`${quote(code)} of ${quote(system)}` : quote(code);
}

function hintFor(content: ValueSetContent, given: readonly CodedValue[], valueSet: string, value: JsonValue): Text {
  const systems = [...(content.systems ?? [])];
  const { system, code } = given[0]!;
  if (isJsonObject(value) && systems.length > 0 && !systems.includes(system ?? '')) {
    const [only, ...more] = systems;
    return sentences(
      system === parseCanonical(valueSet).url ? say`That is the address of the value set.` : undefined,
      more.length === 0 ? say`The system is ${only!}.` : say`The systems are: ${systems.join(', ')}.`,
    );
  }
  const codes = content.codes();
  const meant = nearest(code, codes);
  return sentences(meant === undefined ? undefined : say`Did you mean "${meant}"?`, choice(codes));
}

function choice(codes: readonly string[]): Text {
  if (codes.length === 0) return say`Use one of its codes.`;
  return codes.length > MOST_CODES ? say`Use one of its ${codes.length} codes.` : say`Use one of: ${codes.join(', ')}.`;
}
