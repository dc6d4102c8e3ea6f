import {
  isJsonObject,
  OPEN_TYPES,
  say,
  typeDefinition,
  valueKey,
  type JsonObject,
  type JsonValue,
  type Message,
} from '../../../fhir';
import { typesMeant } from '../declared';
import { notAnOperation, placeOf, type DialectRule, type RuleContext } from '../dialect-rule';
import type { Draft } from '../draft';

const VALUE_MEMBERS = OPEN_TYPES.map(valueKey);

/** Refuses a member that no JSON extension has, such as `valueInt` or `quantity`, and names the intended one. */
export const extensionMembers: DialectRule = {
  name: 'extension-members',
  read(draft, context) {
    const unknown = extensionsOf(draft, context)
      .map(unknownMember)
      .find((member) => member !== undefined);
    if (unknown === undefined) return undefined;
    throw notAnOperation(
      say`An extension has no member ${unknown}.`,
      say`It has url, and value[x] or extension. ${whatIsMeant(unknown)}`,
      placeOf(draft, 'value', context),
    );
  },
};

/** The correct name for a member or part that gives its type incompletely: `valueInt`, `quantity`. */
export function whatIsMeant(member: string): Message {
  const alike = VALUE_MEMBERS.filter(
    (known) => known === valueKey(member) || (/^value[A-Z]/.test(member) && known.startsWith(member)),
  );
  return alike.length === 1
    ? say`Send ${alike[0]!} instead of ${member}.`
    : say`The name of a value ends with its type: valueInteger, valueString, valueCodeableConcept, ….`;
}

function extensionsOf(draft: Draft, { resourceType }: RuleContext): readonly JsonValue[] {
  if (draft.value?.form === 'extensions') return draft.value.extensions;
  if (draft.value?.form !== 'untyped' || typesMeant(resourceType, draft).join() !== 'Extension') return [];
  return [draft.value.content];
}

function unknownMember(extension: JsonValue): string | undefined {
  if (!isJsonObject(extension)) return undefined;
  const known = typeDefinition('Extension')!.properties;
  const unknown = Object.keys(extension).find((key) => !known.has(key.replace(/^_/, '')));
  return (
    unknown ??
    inner(extension)
      .map(unknownMember)
      .find((member) => member !== undefined)
  );
}

function inner({ extension }: JsonObject): readonly JsonValue[] {
  if (extension === undefined) return [];
  return Array.isArray(extension) ? extension : [extension];
}
