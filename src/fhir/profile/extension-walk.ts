import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { isPrimitive, isResourceType, typeDefinition } from '../model/definitions';
import type { Step } from '../validation/issue-collector';
import { MAX_NESTING } from '../validation/limits';
import { parseCanonical } from './canonical';
import type { Place, PlaceCheck } from './extension-context';
import type { ItemCheck, ProfileRun } from './profile-run';

/** The definition of an extension, ready to judge. */
export interface ExtensionRules {
  /** Judges its content. */
  readonly check: ItemCheck;
  /** Judges where it stands; absent: it may stand anywhere. */
  readonly place?: PlaceCheck;
}

/** Judges a resource nested in the one that is walked; the run stands at it. */
export type ResourceCheck = (run: ProfileRun, resource: JsonObject, type: string) => void;

/** @returns undefined for an extension that is not known here: any is allowed */
export type ExtensionLookup = (url: string) => ExtensionRules | undefined;

/**
 * Judges every extension of a resource that is known by its URL, wherever it stands: its place, and its content where no
 * profile has judged that already. Visits each element once.
 *
 * @param nested asked of each resource within, contained or in an entry or a parameter
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
  /** Of `_name`: the member with the values it belongs to. */
  readonly values: string | undefined;
  /** The members of its type; found when they are first asked for, since types are made of each other. */
  within?: Members;
}

type Members = ReadonlyMap<string, Member>;

class ExtensionWalk {
  constructor(
    private readonly run: ProfileRun,
    private readonly lookup: ExtensionLookup,
    private readonly profiles?: ResourceCheck,
  ) {}

  /** @param owner the object with the members of the place: of a primitive, the one beside it */
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

  /** A contained resource, or one in an entry or a parameter. */
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

  /** The run stands at it. */
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

/** The run stands at the extension already; an item's own steps are only taken towards it. */
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

/** Plain values are left out: only what stands beside them has extensions. */
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
