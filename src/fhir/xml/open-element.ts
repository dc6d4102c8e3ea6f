import type { JsonObject } from '../json/json-value';
import type { Namespaces } from './namespaces';
import type { XmlRule, XmlType } from './xml-table';

/** An element that has not been closed yet. */
export class OpenElement {
  /** The last child. */
  child: XmlRule | undefined = undefined;
  /** Number of consecutive children with the last child's rule; for `contained`, number of resources. */
  count = 0;
  /** It has content, or a child that was reported as an error. */
  filled = false;
  /** A child in the wrong position has been reported. */
  disordered = false;

  constructor(
    readonly name: string,
    /**
     * The type of its content; undefined for an element that holds a resource (`contained`), which has a frame of its
     * own.
     */
    readonly type: XmlType | undefined,
    /** Undefined for the element that names a resource. */
    readonly rule: XmlRule | undefined,
    /** Its index among the elements of its rule. */
    readonly index: number,
    /**
     * The object that receives its members: for a primitive, the sibling `_name`; for `contained`, the containing
     * object.
     */
    readonly object: JsonObject,
    readonly namespaces: Namespaces,
    /** Offset after its start tag. */
    readonly end: number,
  ) {}
}
