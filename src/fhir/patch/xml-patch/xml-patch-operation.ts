import type { TextPosition } from '../../errors/fhir-error';
import type { Step } from './selector-ast';
import type { XmlNode } from './xml-tree';

export type XmlPatchPosition = 'prepend' | 'before' | 'after' | 'append';

interface Common {
  /** From 1, as in XPath: `diff/*[2]`. */
  readonly number: number;
  /** Of its element in the patch. */
  readonly position: TextPosition;
  /** Name of the element in the patch. */
  readonly element: XmlPatchElement;
  /** As the client wrote it. */
  readonly sel: string;
  readonly steps: readonly Step[];
}

/** @see https://www.rfc-editor.org/rfc/rfc5261#section-4 */
export type XmlPatchOperation =
  | (Common & { readonly op: 'add'; readonly pos: XmlPatchPosition; readonly content: readonly XmlNode[] })
  | (Common & { readonly op: 'add-attribute'; readonly attribute: string; readonly value: string })
  | (Common & { readonly op: 'replace'; readonly content: readonly XmlNode[] })
  | (Common & { readonly op: 'remove'; readonly ws: 'before' | 'after' | 'both' | undefined });

/** The attributes of each operation. */
export const ATTRIBUTES_OF = {
  add: ['sel', 'pos', 'type'],
  replace: ['sel'],
  remove: ['sel', 'ws'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type XmlPatchElement = keyof typeof ATTRIBUTES_OF;

/** The `expression` of an operation: `diff/*[2]`. */
export function placeOf(number: number): string {
  return `diff/*[${number}]`;
}
