import type { DialectRule } from './dialect-rule';
import { capacityCount } from './rules/capacity-count';
import { deleteByValue } from './rules/delete-by-value';
import { extensionInPart } from './rules/extension-in-part';
import { extensionMembers } from './rules/extension-members';
import { extensionType } from './rules/extension-type';
import { extensionValue } from './rules/extension-value';
import { listInValue } from './rules/list-in-value';
import { nameOnDelete, nameOnReplace } from './rules/name-in-path';
import { nestedValue } from './rules/nested-value';
import { referenceAlreadyPresent } from './rules/reference-already-present';
import { referenceByParts } from './rules/reference-by-parts';
import { refusedOperations } from './rules/refused-operations';
import { repairValue } from './rules/repair-value';
import { replaceAbsent } from './rules/replace-absent';
import { replaceWholeList } from './rules/replace-whole-list';
import { rootUntouched } from './rules/root-untouched';
import { typeAsString } from './rules/type-as-string';
import { typeInPartName } from './rules/type-in-part-name';
import { untypedValue } from './rules/untyped-value';

/**
 * In order of application: first, which part is the value; then what is refused; then how the operation and its value
 * are written; last, what the operation means on the current resource. A rule may rely on the ones before it.
 */
export const RULES: readonly DialectRule[] = [
  typeInPartName,
  nestedValue,
  refusedOperations,
  extensionMembers,
  typeAsString,
  nameOnReplace,
  nameOnDelete,
  extensionInPart,
  referenceByParts,
  extensionType,
  extensionValue,
  untypedValue,
  repairValue,
  capacityCount,
  listInValue,
  deleteByValue,
  rootUntouched,
  referenceAlreadyPresent,
  replaceWholeList,
  replaceAbsent,
];
