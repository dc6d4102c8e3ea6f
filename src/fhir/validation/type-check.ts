import type { JsonObject } from '../json/json-value';
import { alternatives, say, type Text } from '../messages';
import { typeDefinition, type ElementDefinition, type JsonProperty, type TypeDefinition } from '../model/definitions';
import type { Steps } from '../steps';
import { inSteps, invariantCheck, memberCheck, type MemberCheck, type ObjectChecks } from './element-check';
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
  if (isBare(type, keys)) collector.report(BARE);
  else {
    checkRequired(collector, type, value);
    for (const check of type.invariants) check(collector, value);
  }
  collector.depth -= 1;
}

/** The same in steps: for each member, each entry of a list, each invariant. */
export function* objectSteps(collector: IssueCollector, type: TypeCheck, value: JsonObject): Steps<void> {
  const keys = Object.keys(value);
  if (collector.depth >= MAX_NESTING || keys.length === 0) return checkObject(collector, type, value);
  collector.depth += 1;
  let chosen: JsonProperty | undefined;
  for (const key of keys) {
    if (collector.full) break;
    const member = memberOf(collector, type, key);
    if (!member) continue;
    chosen = choiceBy(collector, member, chosen);
    yield* inSteps(member.check, collector, value[key]!, value) ?? [];
    collector.steps.pop();
    yield;
  }
  if (isBare(type, keys)) collector.report(BARE);
  else {
    checkRequired(collector, type, value);
    for (const check of type.invariants) {
      check(collector, value);
      yield;
    }
  }
  collector.depth -= 1;
}

/** The sibling of a primitive (an Element) has its content in the primitive, where this is checked. */
function isBare({ definition: { kind, name } }: TypeCheck, keys: readonly string[]): boolean {
  return keys.length === 1 && keys[0] === 'id' && kind !== 'resource' && name !== 'Element';
}

function checkMembers(collector: IssueCollector, type: TypeCheck, value: JsonObject, keys: readonly string[]): void {
  let chosen: JsonProperty | undefined;
  for (const key of keys) {
    if (collector.full) return;
    const member = memberOf(collector, type, key);
    if (!member) continue;
    chosen = choiceBy(collector, member, chosen);
    member.check(collector, value[key]!, value);
    collector.steps.pop();
  }
}

/** The member to be checked, at which the collector is afterwards; undefined for one that does not exist. */
function memberOf(collector: IssueCollector, { definition, members }: TypeCheck, key: string): Member | undefined {
  const member = members.get(key);
  if (member) collector.steps.push(member.step);
  else reportUnknown(collector, definition, key);
  return member;
}

/** @returns the last choice of a type so far */
function choiceBy(
  collector: IssueCollector,
  { property }: Member,
  chosen: JsonProperty | undefined,
): JsonProperty | undefined {
  if (!property?.element.choice) return chosen;
  if (chosen?.element === property.element && chosen !== property) reportChoice(collector, chosen, property);
  return property;
}

function checkRequired(collector: IssueCollector, { definition, required }: TypeCheck, value: JsonObject): void {
  for (const element of required) {
    if (!element.keys.some((key) => Object.hasOwn(value, key))) reportRequired(collector, definition, element);
  }
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
