import { isObject, type Json, type JsonObject } from './json';
import { CHOICES, CHOICE_TYPES, NO_CHOICES, RESOURCE_TYPES } from './r4-names';

/** A resource of this server that another one refers to, and the FHIRPath of the Reference without indexes. */
export interface FoundReference {
  readonly type: string;
  readonly id: string;
  readonly path: string;
}

const LITERAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const LONGEST_PATH = 255;
/** Members of Bundle and Parameters that hold other resources, whose references are their own. */
const OF_ITS_OWN: ReadonlySet<string> = new Set(['resource', 'outcome']);

/** The distinct references of a resource. Stored resources are valid R4, so member names identify the elements. */
export function referencesOf(resource: JsonObject): FoundReference[] {
  const found = new Map<string, FoundReference>();
  const root = resource['resourceType'];
  if (typeof root === 'string') lookInto(resource, { type: root, member: '', path: root }, found);
  return [...found.values()];
}

/** The position of an element: in a resource of `type` (a contained resource has its own), as `member`. */
interface Place {
  readonly type: string;
  readonly member: string;
  readonly path: string;
}

function lookInto(value: JsonObject, place: Place, found: Map<string, FoundReference>): void {
  note(referenceIn(value, place), place.path, found);
  for (const [member, inside] of Object.entries(value)) {
    const path = `${place.path}.${elementName(member, place)}`;
    for (const each of items(inside)) {
      const type = each['resourceType'];
      if (member === 'contained' && typeof type === 'string') lookInto(each, { type, member: '', path }, found);
      else if (type === undefined || !OF_ITS_OWN.has(member)) lookInto(each, { type: place.type, member, path }, found);
    }
  }
}

function items(value: Json | undefined): readonly JsonObject[] {
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(isObject);
}

/** The text of a Reference. In Expression, DetectedIssue and Immunization.education, `reference` is a URL instead. */
function referenceIn({ reference, language }: JsonObject, { type, member }: Place): string {
  const isOther = language !== undefined || member === '' || (type === 'Immunization' && member === 'education');
  return typeof reference === 'string' && !isOther ? reference : '';
}

function note(reference: string, path: string, found: Map<string, FoundReference>): void {
  const [, type, id] = LITERAL.exec(reference) ?? [];
  if (type === undefined || id === undefined || !RESOURCE_TYPES.has(type)) return;
  const cut = path.slice(0, LONGEST_PATH);
  found.set(`${type}/${id} ${cut}`, { type, id, path: cut });
}

/** `value` for `valueReference`, `name` for `_name`. */
function elementName(key: string, { type, member }: Place): string {
  const name = key.startsWith('_') ? key.slice(1) : key;
  if (NO_CHOICES.has(member === '' ? `${type}.${name}` : `${type}.${member}.${name}`)) return name;
  const choice = Array.from(name.matchAll(/[A-Z]/g), ({ index }) => index).find(
    (at) => CHOICES.has(name.slice(0, at)) && CHOICE_TYPES.has(name.slice(at)),
  );
  return choice === undefined ? name : name.slice(0, choice);
}
