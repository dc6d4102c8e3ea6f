import type { JsonObject } from '../json/json-value';
import type { Namespaces } from './namespaces';
import type { XmlRule, XmlType } from './xml-table';

/** An element that is open. */
export class OpenElement {
  /** The last child. */
  child: XmlRule | undefined = undefined;
  /** How many of the last child's rule there are; how many resources. */
  count = 0;
  /** It has something: its own content, or a child that has been complained about. */
  filled = false;
  /** A child in the wrong place has been complained about. */
  disordered = false;

  constructor(
    readonly name: string,
    /** What it may hold; undefined where a resource goes (`contained`), which is a frame of its own. */
    readonly type: XmlType | undefined,
    /** Undefined for the element that names a resource. */
    readonly rule: XmlRule | undefined,
    /** Which of those of its rule it is. */
    readonly index: number,
    /** Where its members go: of a primitive, the sibling `_name`; of `contained`, the object that has it. */
    readonly object: JsonObject,
    readonly namespaces: Namespaces,
    /** Offset after its start tag. */
    readonly end: number,
  ) {}
}
