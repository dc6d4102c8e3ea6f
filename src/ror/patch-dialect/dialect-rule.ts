import { FhirError, type DialectContext, type JsonObject, type JsonValue, type Message } from '../../fhir';
import type { Draft } from './draft';

/** What a rule makes of an operation. */
export type Reading =
  /** The corrected operation, which later rules see. */
  | { readonly mended: Draft }
  /** What the operation means on this resource, possibly nothing; later rules do not see it. */
  | { readonly final: readonly Draft[] };

export interface RuleContext extends DialectContext {
  readonly resourceType: string;
}

/** One way in which the guide's examples differ from strict FHIRPath Patch. */
export interface DialectRule {
  /** Short, stable kebab-case name; it is sent in a response header. */
  readonly name: string;
  /**
   * @returns undefined when the rule does not concern this operation
   * @throws FhirError when it does, but the meaning is ambiguous
   */
  read(draft: Draft, context: RuleContext): Reading | undefined;
}

/** The place of a part of the operation in the request, such as `Parameters.parameter[2].part[1]`. */
export function placeOf(draft: Draft, part: string, context: RuleContext): string {
  const index = draft.parts.findIndex((each) => each.name === part);
  return index < 0 ? context.expression : `${context.expression}.part[${index}]`;
}

/** The current entries of a repeating first-level element; for a single element, its value or none. */
export function entriesOf(resource: Readonly<JsonObject>, name: string): readonly JsonValue[] {
  const held = resource[name];
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

/** The patch is valid JSON but not an operation: 400. */
export function notAnOperation(text: Message, hint: Message, expression: string): FhirError {
  return new FhirError('invalid-request', text, [{ code: 'structure', text, hint, expression }]);
}

/** The operation is valid but cannot be applied to this resource: 422. */
export function notApplicable(
  code: 'multiple-matches' | 'business-rule' | 'value',
  text: Message,
  hint: Message,
  expression: string,
): FhirError {
  return new FhirError('unprocessable', text, [{ code, text, hint, expression }]);
}
