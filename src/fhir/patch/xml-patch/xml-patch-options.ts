/** Bounds on what one XML Patch may ask for; all of them are inclusive. */
export interface XmlPatchLimits {
  /** Operations in one document. */
  readonly operations: number;
  /** Characters of one selector. */
  readonly selectorLength: number;
  /** Steps of one selector, those in its predicates among them. */
  readonly steps: number;
  /** Predicates of one selector. */
  readonly predicates: number;
  /** Elements that may be open at once in the patch; brackets within brackets in a selector. */
  readonly nesting: number;
  /** Nodes that all selectors of a patch together may look at: bounds the time, and is the same on any machine. */
  readonly visits: number;
  /** Elements of the patch, and of the resource: both are made into trees, and the outcome is read again. */
  readonly elements: number;
  /** Characters of the patch, and of the texts of the resource. */
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
