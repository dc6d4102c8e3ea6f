import type { DialectRule } from './dialect-rule';
import { deleteByValue } from './rules/delete-by-value';
import { extensionInPart } from './rules/extension-in-part';
import { listInValue } from './rules/list-in-value';
import { nameOnDelete, nameOnReplace } from './rules/name-in-path';
import { referenceAlreadyPresent } from './rules/reference-already-present';
import { referenceByParts } from './rules/reference-by-parts';
import { repairValue } from './rules/repair-value';
import { replaceAbsent } from './rules/replace-absent';
import { replaceWholeList } from './rules/replace-whole-list';
import { rootUntouched } from './rules/root-untouched';
import { typeAsString } from './rules/type-as-string';
import { unreadableShapes } from './rules/unreadable-shapes';
import { untypedValue } from './rules/untyped-value';

/**
 * In the order they are asked: first what is refused, then how the operation and its value are written, last what the
 * operation means on the resource as it is. A rule may count on the ones before it.
 */
export const RULES: readonly DialectRule[] = [
  unreadableShapes,
  typeAsString,
  nameOnReplace,
  nameOnDelete,
  extensionInPart,
  referenceByParts,
  untypedValue,
  repairValue,
  listInValue,
  deleteByValue,
  rootUntouched,
  referenceAlreadyPresent,
  replaceWholeList,
  replaceAbsent,
];
