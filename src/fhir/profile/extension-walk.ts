import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { isPrimitive, isResourceType, typeDefinition } from '../model/definitions';
import type { Step } from '../validation/issue-collector';
import { MAX_NESTING } from '../validation/limits';
import { parseCanonical } from './canonical';
import type { Place, PlaceCheck } from './extension-context';
import type { ItemCheck, ProfileRun } from './profile-run';

/** A compiled extension definition. */
export interface ExtensionRules {
  /** Checks its content. */
  readonly check: ItemCheck;
  /** Checks where it is used; absent when it may be used anywhere. */
  readonly place?: PlaceCheck;
}

/** Checks a resource nested in the one being visited; the run is at the nested resource. */
export type ResourceCheck = (run: ProfileRun, resource: JsonObject, type: string) => void;

/** @returns undefined for an unknown extension, which is allowed */
export type ExtensionLookup = (url: string) => ExtensionRules | undefined;

/**
 * Checks every known extension in a resource: where it is used, and its content unless a profile has already checked
 * it. Visits each element once.
 *
 * @param nested called for each contained resource, and for those in entries and parameters
 */
export function checkExtensions(
  run: ProfileRun,
  resource: JsonObject,
  lookup: ExtensionLookup,
  nested?: ResourceCheck,
): void {
  const type = resourceTypeOf(resource);
  if (type === undefined) return;
  const place = { type, name: undefined, index: undefined, value: resource, around: undefined };
  new ExtensionWalk(run, lookup, nested).members(place, resource, extensionMembers(type));
}

/** A JSON member that may have extensions somewhere within. */
interface Member {
  readonly name: string;
  readonly type: string;
  readonly step: Step;
  /** For `_name`, the member with the corresponding values. */
  readonly values: string | undefined;
  /** The members of its type; looked up on first use, because types are recursive. */
  within?: Members;
}

type Members = ReadonlyMap<string, Member>;

class ExtensionWalk {
  constructor(
    private readonly run: ProfileRun,
    private readonly lookup: ExtensionLookup,
    private readonly profiles?: ResourceCheck,
  ) {}

  /** @param owner the object with the members; for a primitive, its sibling `_name` */
  members(place: Place, owner: JsonObject, known: Members): void {
    const { run } = this;
    if (run.depth >= MAX_NESTING) return;
    run.depth += 1;
    for (const key in owner) {
      const content = owner[key];
      if (typeof content !== 'object') continue;
      const member = known.get(key);
      if (!member) continue;
      const values = member.values === undefined ? content : owner[member.values];
      run.steps.push(member.step);
      if (!Array.isArray(content)) this.element(member, content, values, undefined, place);
      else {
        for (let index = 0; index < content.length && !run.full; index += 1) {
          run.steps.push(index);
          this.element(member, content[index], Array.isArray(values) ? values[index] : undefined, index, place);
          run.steps.pop();
        }
      }
      run.steps.pop();
    }
    run.depth -= 1;
  }

  private element(
    member: Member,
    content: JsonValue | undefined,
    value: JsonValue | undefined,
    index: number | undefined,
    around: Place,
  ): void {
    if (!isJsonObject(content)) return;
    const { name, type, values } = member;
    if (type === 'Resource') return this.resource(name, content, index, around);
    if (type === 'Extension') this.extension(content, index ?? 0, around);
    const place = { type, name, index, value: values === undefined ? content : value, around };
    this.members(place, content, (member.within ??= extensionMembers(type)));
  }

  /** A contained resource, or one in an entry or parameter. */
  private resource(name: string, content: JsonObject, index: number | undefined, around: Place): void {
    const type = resourceTypeOf(content);
    if (type === undefined) return;
    const { run } = this;
    const { resource } = run;
    this.profiles?.(run, content, type);
    run.resource = content;
    this.members({ type, name, index, value: content, around }, content, extensionMembers(type));
    run.resource = resource;
  }

  /** The run is at the extension. */
  private extension(content: JsonObject, index: number, place: Place): void {
    const { url } = content;
    const rules = typeof url === 'string' ? this.lookup(url) : undefined;
    if (!rules) return;
    rules.place?.(this.run, place, index);
    if (this.run.isJudged(content, parseCanonical(url as string).url)) return;
    const item = { value: content, extras: undefined, type: 'Extension', step: NOWHERE, extrasStep: NOWHERE, index };
    rules.check(this.run, item);
  }
}

/** The run is already at the extension, so the item needs no step of its own. */
const NOWHERE = { key: '', name: '' };

function resourceTypeOf({ resourceType }: JsonObject): string | undefined {
  return typeof resourceType === 'string' && isResourceType(resourceType) ? resourceType : undefined;
}

const byType = new Map<string, Members>();

function extensionMembers(type: string): Members {
  let members = byType.get(type);
  if (!members) byType.set(type, (members = readMembers(isPrimitive(type) ? 'Element' : type)));
  return members;
}

/** Plain primitive values are left out; only their siblings can have extensions. */
function readMembers(type: string): Members {
  const members = new Map<string, Member>();
  for (const { key, element, type: content, primitive } of typeDefinition(type)?.properties.values() ?? []) {
    const { name } = element;
    const json = primitive ? `_${key}` : key;
    const values = primitive ? key : undefined;
    members.set(json, { name, type: content, step: { key: json, name }, values });
  }
  return members;
}
