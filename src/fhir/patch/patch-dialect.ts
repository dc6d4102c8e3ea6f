import type { JsonObject } from '../json/json-value';
import type { Text } from '../messages';

/** A leniency applied to a client's input. All of them are reported to the client. */
export interface AppliedRule {
  /** Stable kebab-case name; used in a response header and in metrics. */
  readonly rule: string;
  /** How the input was interpreted, in one sentence. */
  readonly text: Text;
  /** FHIRPath with indexes, in the request body or in the resource. */
  readonly expression: string;
}

/** What a dialect knows of the operation it translates. */
export interface DialectContext {
  /** The resource as left by the preceding operations; must not be modified. */
  readonly resource: Readonly<JsonObject>;
  /** FHIRPath of the operation in the request: `Parameters.parameter[2]`. */
  readonly expression: string;
  /** Reports a leniency that was applied. */
  report(rule: AppliedRule): void;
}

/**
 * Translates non-standard operations, such as those printed in an implementation guide, into standard FHIRPath Patch
 * operations.
 */
export interface PatchDialect {
  /**
   * @param operation one `Parameters.parameter` as the client sent it; must not be modified
   * @returns the equivalent standard operations; the operation itself when there is nothing to translate
   * @throws FhirError when the meaning is ambiguous; its hint says what to send instead
   */
  translate(operation: Readonly<JsonObject>, context: DialectContext): readonly JsonObject[];
  /**
   * Explains why a path matches nothing, when the guide allows a better explanation than the path alone. Also called
   * for strict requests, because it only affects messages.
   * @param resourceType type of the patched resource
   * @param count number of elements that another path matches in the same resource
   */
  explainMissing?(path: string, resourceType: string, count: (path: string) => number): MissingExplanation | undefined;
}

/** Explains why a path matches nothing. */
export interface MissingExplanation {
  /** What to send instead. */
  readonly hint: Text;
  /** The expression that the guide specifies for a 404 answer. */
  readonly expression?: string;
}
