import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { stringifyPath, type JsonPath } from '../errors/json-path';
import { typeDefinition } from '../model/definitions';

/** A Reference element with a literal reference, found in a resource. */
export class FoundReference {
  /** @param reference its `reference` member: `Organization/12`, `#a`, `urn:uuid:…`, `https://…` */
  constructor(
    readonly reference: string,
    private readonly root: string,
    private readonly steps: readonly Step[],
  ) {}

  /** FHIRPath of the Reference without indexes: `HealthcareService.location`. */
  get path(): string {
    return this.steps.reduce<string>(
      (text, step) => (typeof step === 'number' ? text : `${text}.${step.name}`),
      this.root,
    );
  }

  /** FHIRPath of the Reference: `HealthcareService.location[1]`. */
  get expression(): string {
    return stringifyPath(
      this.steps.map((step) => (typeof step === 'number' ? step : step.name)),
      this.root,
    );
  }

  /** The path of its `reference` member, as JSON members. */
  get place(): JsonPath {
    return [...this.steps.map((step) => (typeof step === 'number' ? step : step.key)), 'reference'];
  }
}

/** A step from a resource towards a Reference: a member or an index. */
type Step = Branch | number;

/** A member that may contain References. */
interface Branch {
  /** FHIRPath name: `value` for `valueReference`. */
  readonly name: string;
  readonly key: string;
  /** The member's type; absent for a contained resource, which states its own. */
  readonly type?: string;
}

/** By JSON member; compiled from the model on first use. Primitive members are left out. */
type Branches = ReadonlyMap<string, Branch>;

const compiled = new Map<string, Branches>();

/** A write needs the references of a resource more than once, and resources are never modified in place. */
const known = new WeakMap<Readonly<JsonObject>, readonly FoundReference[]>();

/**
 * Every Reference in a resource, including those in extensions, in extensions of primitives, and in contained
 * resources. The model decides what is a Reference: `Expression.reference` is not. Resources within another one (the
 * entries of a Bundle) have references of their own and are not searched.
 * @param members JSON members of the resource to search; all when absent
 */
export function findReferences(
  resource: Readonly<JsonObject>,
  members?: ReadonlySet<string>,
): readonly FoundReference[] {
  if (members) return search(resource, members);
  const before = known.get(resource);
  if (before) return before;
  const found = search(resource);
  known.set(resource, found);
  return found;
}

function search(resource: Readonly<JsonObject>, members?: ReadonlySet<string>): FoundReference[] {
  const root = resource['resourceType'];
  if (typeof root !== 'string') return [];
  const state: Search = { root, steps: [], found: [] };
  lookInto(state, resource, root, members);
  return state.found;
}

interface Search {
  readonly root: string;
  /** The path from the resource to the current element. */
  readonly steps: Step[];
  readonly found: FoundReference[];
}

function lookInto(state: Search, value: Readonly<JsonObject>, type: string, members?: ReadonlySet<string>): void {
  if (type === 'Reference') note(state, value['reference']);
  const branches = compiled.get(type) ?? compile(type);
  for (const key in value) {
    const member = value[key];
    if (typeof member !== 'object' || (members && !members.has(key))) continue;
    const branch = branches.get(key);
    if (branch === undefined) continue;
    state.steps.push(branch);
    follow(state, member, branch);
    state.steps.pop();
  }
}

function follow(state: Search, value: JsonValue | undefined, branch: Branch): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      state.steps.push(index);
      follow(state, value[index], branch);
      state.steps.pop();
    }
  } else if (isJsonObject(value)) {
    const type = branch.type ?? value['resourceType'];
    if (typeof type === 'string') lookInto(state, value, type);
  }
}

function note({ root, steps, found }: Search, reference: JsonValue | undefined): void {
  if (typeof reference === 'string') found.push(new FoundReference(reference, root, [...steps]));
}

/** Unknown types are not cached, because a client can make up any number of names. */
function compile(type: string): Branches {
  const branches = new Map<string, Branch>();
  const definition = typeDefinition(type);
  if (definition) compiled.set(type, branches);
  for (const { key, element, type: its, primitive } of definition?.properties.values() ?? []) {
    const { name } = element;
    if (primitive) branches.set(`_${key}`, { name, key: `_${key}`, type: 'Element' });
    else if (its !== 'Resource') branches.set(key, { name, key, type: its });
    else if (name === 'contained') branches.set(key, { name, key });
  }
  return branches;
}
