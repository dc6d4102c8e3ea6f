import type { TypeDefinition } from '../model/definitions';
import { nearest } from '../model/nearest';
import type { IssueCollector } from './issue-collector';
import { quote } from './wording';

const MOST_NAMES = 30;
const MOST_ALTERNATIVES = 8;

/** A member that the type has no element for; says which one was probably meant. */
export function reportUnknown(collector: IssueCollector, definition: TypeDefinition, key: string): void {
  const name = quote(key).slice(1, -1);
  const meant = nearest(key, namesOf(definition));
  const guess = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
  const fault = {
    code: 'structure',
    text: `${definition.name} has an unknown element \`${name}\`${guess || '.'}`,
    hint: hintFor(definition, key, meant),
  } as const;
  collector.report(fault, { key, name: key });
}

function namesOf(definition: TypeDefinition): string[] {
  const names = [...definition.properties.keys()];
  return definition.kind === 'resource' ? [...names, 'resourceType'] : names;
}

function hintFor(definition: TypeDefinition, key: string, meant: string | undefined): string {
  const choice = definition.elements.find(
    (element) => element.choice && (key === element.name || isAlternative(element.name, key)),
  );
  if (choice) {
    const types = choice.types.map((type) => choice.name + type.charAt(0).toUpperCase() + type.slice(1));
    const examples =
      types.length <= MOST_ALTERNATIVES ? types : [`${choice.name}String`, `${choice.name}CodeableConcept`, '…'];
    return `The name of this element ends with the type of its value: ${examples.join(', ')}.`;
  }
  if (meant !== undefined) return `Rename it to \`${meant}\`, or remove it.`;
  const names = definition.elements.map(({ name, choice: isChoice }) => (isChoice ? `${name}[x]` : name));
  const shown =
    names.length <= MOST_NAMES
      ? names.join(', ')
      : `${names.slice(-MOST_NAMES).join(', ')} and those of every resource`;
  return `Remove it, or send it as an extension; the elements are: ${shown}.`;
}

function isAlternative(name: string, key: string): boolean {
  return key.startsWith(name) && /[A-Z]/.test(key.charAt(name.length));
}
