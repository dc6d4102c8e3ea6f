/** Limits of one XML Patch; all are inclusive. */
export interface XmlPatchLimits {
  /** Operations in the document. */
  readonly operations: number;
  /** Characters of one selector. */
  readonly selectorLength: number;
  /** Steps of one selector, including those in predicates. */
  readonly steps: number;
  /** Predicates of one selector. */
  readonly predicates: number;
  /** Maximum nesting of elements in the patch, and of brackets in a selector. */
  readonly nesting: number;
  /**
   * Nodes visited by all selectors of a patch together. Limits the time in a way that does not depend on the machine.
   */
  readonly visits: number;
  /** Elements of the patch and of the resource. Both are parsed into trees, and the result is parsed again. */
  readonly elements: number;
  /** Characters of the patch, and of all texts in the resource. */
  readonly characters: number;
}

export const DEFAULT_XML_PATCH_LIMITS: XmlPatchLimits = {
  operations: 100,
  selectorLength: 1000,
  steps: 32,
  predicates: 16,
  nesting: 64,
  visits: 250_000,
  elements: 10_000,
  characters: 500_000,
};

export interface XmlPatchOptions {
  readonly limits?: Partial<XmlPatchLimits>;
}
