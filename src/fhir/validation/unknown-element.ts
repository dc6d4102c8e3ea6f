import { say, type Text } from '../messages';
import type { TypeDefinition } from '../model/definitions';
import { nearest } from '../model/nearest';
import type { IssueCollector } from './issue-collector';
import { excerpt } from './wording';

const MOST_NAMES = 30;
const MOST_ALTERNATIVES = 8;

/** Reports a member that the type does not define, and suggests the nearest element. */
export function reportUnknown(collector: IssueCollector, definition: TypeDefinition, key: string): void {
  const name = excerpt(key);
  const meant = nearest(key, namesOf(definition));
  const fault = {
    code: 'structure',
    text: unknownElementText(definition.name, name, meant),
    hint: hintFor(definition, key, meant),
  } as const;
  collector.report(fault, { key, name: key });
}

function namesOf(definition: TypeDefinition): string[] {
  const names = [...definition.properties.keys()];
  return definition.kind === 'resource' ? [...names, 'resourceType'] : names;
}

function hintFor(definition: TypeDefinition, key: string, meant: string | undefined): Text {
  const choice = definition.elements.find(
    (element) => element.choice && (key === element.name || isAlternative(element.name, key)),
  );
  if (choice) {
    const types = choice.types.map((type) => choice.name + type.charAt(0).toUpperCase() + type.slice(1));
    const examples =
      types.length <= MOST_ALTERNATIVES ? types : [`${choice.name}String`, `${choice.name}CodeableConcept`, '…'];
    return say`The name of this element ends with the type of its value: ${examples.join(', ')}.`;
  }
  if (meant !== undefined) return renameHint(meant);
  return removeHint(definition.elements.map(({ name, choice: isChoice }) => (isChoice ? `${name}[x]` : name)));
}

/**
 * The message for an unknown element, used for JSON and XML.
 *
 * @param name name as the client wrote it, safe to quote
 * @param meant the element that was probably meant
 */
export function unknownElementText(type: string, name: string, meant: string | undefined): Text {
  return meant === undefined
    ? say`${type} has an unknown element \`${name}\`.`
    : say`${type} has an unknown element \`${name}\`; did you mean \`${meant}\`?`;
}

/** The hint when an element was probably meant. */
export function renameHint(meant: string): Text {
  return say`Rename it to \`${meant}\`, or remove it.`;
}

/**
 * The hint when none was.
 *
 * @param names the elements of the type, in order: `value[x]` for a choice
 */
export function removeHint(names: readonly string[]): Text {
  const shown = names.slice(-MOST_NAMES).join(', ');
  return names.length <= MOST_NAMES
    ? say`Remove it, or send it as an extension; the elements are: ${shown}.`
    : say`Remove it, or send it as an extension; the elements are: ${shown} and those of every resource.`;
}

function isAlternative(name: string, key: string): boolean {
  return key.startsWith(name) && /[A-Z]/.test(key.charAt(name.length));
}
