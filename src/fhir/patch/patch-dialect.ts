import type { JsonObject } from '../json/json-value';
import type { Text } from '../messages';

/** A leniency that was used on a client's input; every one is told to the client. */
export interface AppliedRule {
  /** Short kebab-case name, stable: it travels in a response header and in metrics. */
  readonly rule: string;
  /** What was read as what, one sentence. */
  readonly text: Text;
  /** Where in the request body, or in the resource: indexed FHIRPath. */
  readonly expression: string;
}

export interface DialectContext {
  /** The resource as the operations before this one left it; not to be changed. */
  readonly resource: Readonly<JsonObject>;
  /** Where the operation stands in the request: `Parameters.parameter[2]`. */
  readonly expression: string;
  report(rule: AppliedRule): void;
}

/** Turns what some guide's readers send into FHIRPath Patch operations as the specification prints them. */
export interface PatchDialect {
  /**
   * @param operation one `Parameters.parameter` as the client sent it; not to be changed
   * @returns the strict operations it stands for: itself when there is nothing to mend
   * @throws FhirError when the meaning cannot be told; says what to send instead
   */
  translate(operation: Readonly<JsonObject>, context: DialectContext): readonly JsonObject[];
  /**
   * What a path that matches nothing is to be told, where the dialect's guide knows better than the path alone says. Asked under
   * strict handling too: it changes nothing but words.
   * @param resourceType of the resource that is patched
   * @param count how many elements another path matches on the same resource
   */
  explainMissing?(path: string, resourceType: string, count: (path: string) => number): MissingExplanation | undefined;
}

export interface MissingExplanation {
  /** What to send instead. */
  readonly hint: Text;
  /** What the guide's readers look for in the expression of an answer 404. */
  readonly expression?: string;
}
