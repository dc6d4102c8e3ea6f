import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { stringifyPath, type JsonPath } from '../errors/json-path';
import { typeDefinition } from '../model/definitions';

/** A Reference that says where its target is, as it stands in a resource. */
export class FoundReference {
  /** @param reference what it says: `Organization/12`, `#a`, `urn:uuid:…`, `https://…` */
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

  /** Where the text it says stands, as JSON members. */
  get place(): JsonPath {
    return [...this.steps.map((step) => (typeof step === 'number' ? step : step.key)), 'reference'];
  }
}

/** From a resource towards a Reference: a member, or an index. */
type Step = Branch | number;

/** A member under which there may be References. */
interface Branch {
  /** FHIRPath name: `value` for `valueReference`. */
  readonly name: string;
  readonly key: string;
  /** The type to go on with; absent for a contained resource, which says its own. */
  readonly type?: string;
}

/** By JSON member; compiled from the model when a type is first met. Members that hold no object are not there. */
type Branches = ReadonlyMap<string, Branch>;

const compiled = new Map<string, Branches>();

/** A write asks about a resource more than once (before it, to index it), and resources are never changed in place. */
const known = new WeakMap<Readonly<JsonObject>, readonly FoundReference[]>();

/**
 * Every Reference in a resource, also in its extensions, in those of primitives, and in contained resources. The model
 * tells what a Reference is: `Expression.reference` is none. Resources that another one carries (a Bundle's entries)
 * speak of themselves and are not looked at.
 * @param members JSON members of the resource to look into; absent: all
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
  /** The way from the resource to what is looked at. */
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

/** Of a type nobody knows nothing is kept: a name may be anything. */
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
