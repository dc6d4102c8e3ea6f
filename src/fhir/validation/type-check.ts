import type { JsonObject } from '../json/json-value';
import { alternatives, say, type Text } from '../messages';
import { typeDefinition, type ElementDefinition, type JsonProperty, type TypeDefinition } from '../model/definitions';
import { invariantCheck, memberCheck, type MemberCheck, type ObjectChecks } from './element-check';
import { invariantsOn } from './invariants';
import type { Fault, IssueCollector, Step } from './issue-collector';
import { MAX_NESTING } from './limits';
import { hasSibling, reportNoSibling, siblingCheck } from './primitive-sibling';
import { reportUnknown } from './unknown-element';

/** All checks for objects of one type, prepared once. */
export interface TypeCheck {
  readonly definition: TypeDefinition;
  readonly members: ReadonlyMap<string, Member>;
  readonly required: readonly RequiredElement[];
  readonly invariants: readonly ((collector: IssueCollector, value: JsonObject) => void)[];
}

interface Member {
  readonly step: Step;
  readonly check: MemberCheck;
  readonly property?: JsonProperty;
}

interface RequiredElement {
  readonly name: string;
  readonly keys: readonly string[];
  readonly hint: Text;
}

export function compileType(definition: TypeDefinition, checks: ObjectChecks): TypeCheck {
  const members = new Map<string, Member>();
  for (const property of definition.properties.values()) {
    const { key, element } = property;
    members.set(key, {
      step: { key, name: element.name },
      check: memberCheck(ownerOf(definition, element), property, checks, definition.name),
      property,
    });
    const sibling: MemberCheck = hasSibling(property)
      ? siblingCheck(property, checks)
      : (collector) => reportNoSibling(collector, key);
    members.set(`_${key}`, { step: { key: `_${key}`, name: element.name }, check: sibling, property });
  }
  if (definition.kind === 'resource') {
    // Already checked: it determined the type.
    members.set('resourceType', { step: { key: 'resourceType', name: 'resourceType' }, check: () => undefined });
  }
  return {
    definition,
    members,
    required: definition.elements.filter(({ min }) => min > 0).map((element) => requiredElement(definition, element)),
    invariants: lineage(definition)
      .flatMap(({ name }) => invariantsOn(name))
      .map(invariantCheck),
  };
}

const EMPTY: Fault = {
  code: 'structure',
  text: say`The object is empty.`,
  hint: say`Leave the element out, or give it content.`,
};
const BARE: Fault = {
  code: 'invariant',
  text: say`The element has an id but no content (ele-1).`,
  hint: say`Give it content, or leave it out.`,
};
const TOO_DEEP: Fault = {
  code: 'structure',
  text: say`Elements are nested more than ${MAX_NESTING} levels deep.`,
  hint: say`Make the structure flatter.`,
};

/** Checks the members of an object, missing elements, and invariants. */
export function checkObject(collector: IssueCollector, type: TypeCheck, value: JsonObject): void {
  if (collector.depth >= MAX_NESTING) return collector.report(TOO_DEEP);
  const keys = Object.keys(value);
  if (keys.length === 0) return collector.report(EMPTY);
  collector.depth += 1;
  checkMembers(collector, type, value, keys);
  const { kind, name } = type.definition;
  // The sibling of a primitive (an Element) has its content in the primitive, where this is checked.
  if (keys.length === 1 && keys[0] === 'id' && kind !== 'resource' && name !== 'Element') collector.report(BARE);
  else checkWhole(collector, type, value);
  collector.depth -= 1;
}

function checkMembers(
  collector: IssueCollector,
  { definition, members }: TypeCheck,
  value: JsonObject,
  keys: readonly string[],
): void {
  let chosen: JsonProperty | undefined;
  for (const key of keys) {
    if (collector.full) return;
    const member = members.get(key);
    if (!member) {
      reportUnknown(collector, definition, key);
      continue;
    }
    const { property, step } = member;
    collector.steps.push(step);
    if (property?.element.choice) {
      if (chosen?.element === property.element && chosen !== property) reportChoice(collector, chosen, property);
      chosen = property;
    }
    member.check(collector, value[key]!, value);
    collector.steps.pop();
  }
}

function checkWhole(
  collector: IssueCollector,
  { definition, required, invariants }: TypeCheck,
  value: JsonObject,
): void {
  for (const element of required) {
    if (!element.keys.some((key) => Object.hasOwn(value, key))) reportRequired(collector, definition, element);
  }
  for (const check of invariants) check(collector, value);
}

/** A type and its base types: an invariant of Quantity also applies to Age. */
function lineage(definition: TypeDefinition): TypeDefinition[] {
  const base = definition.base === undefined ? undefined : typeDefinition(definition.base);
  return base ? [...lineage(base), definition] : [definition];
}

/** The type that defines an element: `contained` belongs to DomainResource. */
function ownerOf(definition: TypeDefinition, element: ElementDefinition): string {
  return lineage(definition).find(({ elements }) => elements.some(({ name }) => name === element.name))!.name;
}

function requiredElement(definition: TypeDefinition, element: ElementDefinition): RequiredElement {
  const keys = [...definition.properties.values()]
    .filter((property) => property.element === element)
    .map(({ key }) => key);
  return { name: element.name, keys: keys.flatMap((key) => [key, `_${key}`]), hint: additionHint(element, keys) };
}

function additionHint({ name, choice, repeats, types }: ElementDefinition, keys: readonly string[]): Text {
  if (choice) return say`Add one of: ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ' …' : ''}.`;
  return repeats
    ? say`Add \`${name}\`, a list, of type ${alternatives(types)}.`
    : say`Add \`${name}\` of type ${alternatives(types)}.`;
}

function reportRequired(collector: IssueCollector, definition: TypeDefinition, { name, hint }: RequiredElement): void {
  collector.reportMissing(
    { code: 'required', text: say`${definition.name} lacks the element \`${name}\`.`, hint },
    name,
  );
}

function reportChoice(collector: IssueCollector, first: JsonProperty, second: JsonProperty): void {
  collector.report({
    code: 'structure',
    text: say`\`${first.key}\` and \`${second.key}\` are alternatives of one element.`,
    hint: say`Keep one of them.`,
  });
}
