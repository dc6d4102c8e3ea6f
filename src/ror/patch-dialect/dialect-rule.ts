import { FhirError, type DialectContext, type JsonObject, type JsonValue, type Message } from '../../fhir';
import type { Draft } from './draft';

/** What a rule made of an operation. */
export type Reading =
  /** Written as it should be; the rules after this one go on with it. */
  | { readonly mended: Draft }
  /** What the operation means on this resource, perhaps nothing at all; no rule after this one sees it. */
  | { readonly final: readonly Draft[] };

export interface RuleContext extends DialectContext {
  readonly resourceType: string;
}

/** One way in which what the guide prints differs from strict FHIRPath Patch. */
export interface DialectRule {
  /** Short kebab-case name, stable: it travels in a response header. */
  readonly name: string;
  /**
   * @returns undefined when the rule does not concern this operation
   * @throws FhirError when it does, but what is meant cannot be told
   */
  read(draft: Draft, context: RuleContext): Reading | undefined;
}

/** Where a part of the operation stands in the request: `Parameters.parameter[2].part[1]`. */
export function placeOf(draft: Draft, part: string, context: RuleContext): string {
  const index = draft.parts.findIndex((each) => each.name === part);
  return index < 0 ? context.expression : `${context.expression}.part[${index}]`;
}

/** The entries a repeating first-level element holds now; for a single one, it or nothing. */
export function entriesOf(resource: Readonly<JsonObject>, name: string): readonly JsonValue[] {
  const held = resource[name];
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

/** The patch is legible JSON but not an operation: 400. */
export function notAnOperation(text: Message, hint: Message, expression: string): FhirError {
  return new FhirError('invalid-request', text, [{ code: 'structure', text, hint, expression }]);
}

/** The operation is legible but cannot be done on this resource: 422. */
export function notApplicable(
  code: 'multiple-matches' | 'business-rule' | 'value',
  text: Message,
  hint: Message,
  expression: string,
): FhirError {
  return new FhirError('unprocessable', text, [{ code, text, hint, expression }]);
}
