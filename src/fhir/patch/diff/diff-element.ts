import { isJsonObject, type JsonObject } from '../../json/json-value';
import { isPrimitive, isResourceType, jsonName, typeDefinition, type ElementDefinition } from '../../model/definitions';
import { jsonEqual } from '../json-equal';
import { readEntries, type Entry } from '../members';
import { diffList } from './diff-list';
import { entryEqual, matchLists, type ListMatch } from './match-lists';
import { added, deleted, Inexpressible, replaced, type Step } from './step';

export interface DiffContext {
  /** Changes inside an element are kept as long as they cost at most this many times as much as replacing it. */
  readonly patience: number;
  /** Matches by path, for lists that are compared more than once. */
  readonly matches: Map<string, ListMatch>;
}

/** An element of some type, before and after. Its content is compared according to the model. */
export interface ElementChange {
  readonly type: string;
  readonly path: string;
  readonly before: Readonly<JsonObject>;
  readonly after: Readonly<JsonObject>;
  /** FHIRPath names of children to ignore. */
  readonly except?: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The operations that change the children of an element.
 *
 * Removals come last: an element that is empty in between would no longer exist for the operations that follow.
 */
export function diffChildren(
  { type, path, before, after, except = NONE }: ElementChange,
  context: DiffContext,
): Step[] {
  const steps: Step[][] = [];
  const last: Step[][] = [];
  for (const element of changedElements(type, path, before, after)) {
    if (except.has(element.name)) continue;
    const was = heldBy(before, element, path);
    const is = heldBy(after, element, path);
    (is.entries.length > 0 ? steps : last).push(diffHeld(path, element, was, is, context));
  }
  return [...steps, ...last].flat();
}

/** The elements in which two objects differ, in the order of their members. */
function changedElements(
  type: string,
  path: string,
  before: Readonly<JsonObject>,
  after: Readonly<JsonObject>,
): ReadonlySet<ElementDefinition> {
  const definition = typeDefinition(type);
  const elements = new Set<ElementDefinition>();
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[key] === after[key] || jsonEqual(before[key], after[key])) continue;
    const property = definition?.properties.get(key.startsWith('_') ? key.slice(1) : key);
    if (!property || (key.startsWith('_') && !property.primitive)) throw new Inexpressible(`${path}.${key}`);
    elements.add(property.element);
  }
  return elements;
}

/** The values of an element in an object. For a choice, `type` is the type that is present. */
interface Held {
  readonly type: string;
  readonly entries: readonly Entry[];
}

function heldBy(members: Readonly<JsonObject>, element: ElementDefinition, path: string): Held {
  const present = element.types.filter((type) => {
    const key = jsonName(element, type);
    return members[key] !== undefined || members[`_${key}`] !== undefined;
  });
  const [type] = present;
  if (type === undefined) return { type: element.types[0]!, entries: [] };
  const key = jsonName(element, type);
  const isList = Array.isArray(members[key] ?? members[`_${key}`]);
  if (present.length > 1 || isList !== element.repeats) throw new Inexpressible(`${path}.${element.name}`);
  return { type, entries: readEntries(members, key) };
}

function diffHeld(parent: string, element: ElementDefinition, was: Held, is: Held, context: DiffContext): Step[] {
  const { name } = element;
  if (element.repeats) {
    const list = `${parent}.${name}`;
    const match = context.matches.get(list) ?? matchLists(list, was.entries, is.entries);
    context.matches.set(list, match);
    return diffList({
      parent,
      name,
      before: was.entries,
      after: is.entries,
      match,
      typeOf: () => is.type,
      changed: (path, before, after) => diffEntry(path, is.type, before, after, context),
    });
  }
  const [before] = was.entries;
  const [after] = is.entries;
  if (!after) return before ? [deleted(`${parent}.${name}`)] : [];
  if (!before) return [added(parent, name, is.type, after)];
  const path = `${parent}.${name}`;
  if (was.type !== is.type) return [replaced(path, is.type, after)];
  return diffEntry(path, is.type, before, after, context);
}

/** The operations that turn one entry into another: changes inside it, or a replacement when that is much shorter. */
function diffEntry(path: string, type: string, before: Entry, after: Entry, context: DiffContext): Step[] {
  if (entryEqual(before, after)) return [];
  const inner = attempt(() => diffInside(path, type, before, after, context));
  if (inner?.length === 1) return inner;
  const whole = attempt(() => replaced(path, type, after));
  if (!inner && !whole) throw new Inexpressible(path);
  if (!inner) return [whole!];
  const cost = inner.reduce((sum, step) => sum + step.cost, 0);
  return whole && cost > context.patience * whole.cost ? [whole] : inner;
}

function diffInside(path: string, type: string, before: Entry, after: Entry, context: DiffContext): Step[] {
  if (isPrimitive(type)) {
    if (!jsonEqual(before.value, after.value)) return [replaced(path, type, after)];
    return diffChildren({ type: 'Element', path, before: before.sibling ?? {}, after: after.sibling ?? {} }, context);
  }
  const [was, is] = [before.value, after.value];
  if (!isJsonObject(was) || !isJsonObject(is)) throw new Inexpressible(path);
  if (type !== 'Resource') return diffChildren({ type, path, before: was, after: is }, context);
  const actual = resourceTypeOf(is);
  if (actual === undefined || actual !== resourceTypeOf(was)) throw new Inexpressible(path);
  const { resourceType: _was, ...membersBefore } = was;
  const { resourceType: _is, ...membersAfter } = is;
  return diffChildren({ type: actual, path, before: membersBefore, after: membersAfter }, context);
}

export function resourceTypeOf({ resourceType }: Readonly<JsonObject>): string | undefined {
  return typeof resourceType === 'string' && isResourceType(resourceType) ? resourceType : undefined;
}

function attempt<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (reason) {
    if (reason instanceof Inexpressible) return undefined;
    throw reason;
  }
}
