import { isJsonObject, say, typeDefinition, type AppliedRule, type JsonObject, type JsonValue } from '../../fhir';
import { COMMUNICATION_CHANNEL } from '../shared/code-systems';
import { TELECOM_COMMUNICATION_CHANNEL } from '../shared/extensions';

/** The channels whose `ContactPoint.system` is certain: mobile phone, fixed phone, e-mail. */
const SYSTEM_OF_CHANNEL: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ['1', 'phone'],
  ['2', 'phone'],
  ['3', 'email'],
]);

const RULE = 'telecom-system-from-channel';

/**
 * Fills a missing `ContactPoint.system` from the ROR channel extension beside it, anywhere in the resource. R4 requires
 * a system for a value (invariant cpt-2), but ROR clients often send only the channel. An existing system, one
 * explained by extensions (`_system`), and contact points of any other channel are left unchanged.
 *
 * Pure; when nothing is missing, `resource` is the same object that was passed in. The model is walked only after a
 * plain scan has found a candidate.
 */
export function deriveTelecomSystems(resource: Readonly<JsonObject>): {
  readonly resource: Readonly<JsonObject>;
  readonly applied: readonly AppliedRule[];
} {
  const { resourceType } = resource;
  if (typeof resourceType !== 'string' || !holdsCandidate(resource)) return { resource, applied: [] };
  const applied: AppliedRule[] = [];
  return { resource: fill(resourceType, resource, resourceType, applied), applied };
}

/** Whether any object has a channel but no system. It ignores the model, so it may answer true too often. */
function holdsCandidate(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(holdsCandidate);
  if (!isJsonObject(value)) return false;
  if (systemFor(value) !== undefined) return true;
  for (const key in value) if (holdsCandidate(value[key]!)) return true;
  return false;
}

function fill(type: string, value: JsonObject, expression: string, applied: AppliedRule[]): JsonObject {
  const properties = typeDefinition(type)?.properties;
  if (!properties) return value;
  let filled = value;
  for (const [key, held] of Object.entries(value)) {
    const property = properties.get(key.replace(/^_/, ''));
    if (!property || typeof held !== 'object') continue;
    const place = `${expression}.${property.element.name}`;
    const childType = key.startsWith('_') ? 'Element' : property.type;
    const child = Array.isArray(held)
      ? fillEach(childType, held, place, applied)
      : fillOne(childType, held, place, applied);
    if (child !== held) filled = { ...filled, [key]: child };
  }
  const system = type === 'ContactPoint' ? systemFor(value) : undefined;
  if (system === undefined) return filled;
  applied.push({
    rule: RULE,
    text: say`The missing system of a contact point was read from its communication channel: ${system}.`,
    expression: `${expression}.system`,
  });
  return { ...filled, system };
}

function fillEach(type: string, list: readonly JsonValue[], expression: string, applied: AppliedRule[]): JsonValue {
  const filled = list.map((entry, index) => fillOne(type, entry, `${expression}[${index}]`, applied));
  return filled.every((entry, index) => entry === list[index]) ? (list as JsonValue[]) : filled;
}

/** A contained resource states its own type. */
function fillOne(type: string, value: JsonValue, expression: string, applied: AppliedRule[]): JsonValue {
  if (!isJsonObject(value)) return value;
  return fill(typeof value.resourceType === 'string' ? value.resourceType : type, value, expression, applied);
}

/**
 * The system that an object lacks, from its channel; undefined when it lacks none, or its channels disagree. An object
 * with a `url` is an extension: ROR puts the channel of a service's contacts into one, where no system is needed.
 */
function systemFor(value: Readonly<JsonObject>): string | undefined {
  const { extension } = value;
  if (!Array.isArray(extension) || 'system' in value || '_system' in value || 'url' in value) return undefined;
  const channels = extension.filter(isChannel);
  if (channels.length === 0) return undefined;
  const systems = new Set(channels.flatMap(codesOfChannel).map((code) => SYSTEM_OF_CHANNEL.get(code)));
  return systems.size === 1 ? systems.values().next().value : undefined;
}

function isChannel(extension: JsonValue): extension is JsonObject {
  return isJsonObject(extension) && extension.url === TELECOM_COMMUNICATION_CHANNEL;
}

function codesOfChannel({ valueCodeableConcept: concept }: JsonObject): readonly (JsonValue | undefined)[] {
  if (!isJsonObject(concept) || !Array.isArray(concept.coding)) return [];
  return concept.coding
    .filter(isJsonObject)
    .flatMap(({ system, code }) => (system === COMMUNICATION_CHANNEL ? [code] : []));
}
