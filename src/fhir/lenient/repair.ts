import { stringifyPath } from '../errors/json-path';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { say, type Message } from '../messages';
import {
  isPrimitive,
  isResourceType,
  primitiveDefinition,
  typeDefinition,
  type JsonProperty,
  type TypeDefinition,
} from '../model/definitions';
import type { AppliedRule } from '../patch/patch-dialect';
import { MAX_NESTING } from '../validation/limits';
import { numberFromString } from './number-from-string';

export interface Repaired<Value extends JsonValue = JsonValue> {
  /** The same object when nothing was repaired. */
  readonly value: Value;
  readonly repairs: readonly AppliedRule[];
}

/**
 * Repairs mistakes that have only one possible meaning and leaves everything else to the validator:
 * - `wrap-list`: a single value where the element repeats becomes a list of one;
 * - `number-from-string`: `"1"` where the element is a number becomes 1.
 *
 * @param type a resource, complex, backbone (`Organization.contact`) or primitive type; `Resource` for any resource
 * @param value a value of that type, possibly malformed; never modified
 * @param expression FHIRPath of the value, used to report repairs: `Parameters.parameter[0].part[2].value`
 */
export function repairElement(type: string, value: JsonValue, expression: string): Repaired {
  const repairer = new Repairer(expression);
  return { value: repairer.repair(type, value), repairs: repairer.repairs };
}

/** {@link repairElement} for a resource. It is returned unchanged when its `resourceType` is not an R4 type. */
export function repairResource(resource: JsonObject): Repaired<JsonObject> {
  const { resourceType } = resource;
  const { value, repairs } = repairElement(
    'Resource',
    resource,
    typeof resourceType === 'string' ? resourceType : '$this',
  );
  return { value: value as JsonObject, repairs };
}

/** Maximum number of repairs reported per rule. */
const MOST_REPAIRS = 100;

const MORE_REPAIRS = say`More of these were mended; they are not listed.`;

class Repairer {
  readonly repairs: AppliedRule[] = [];
  /** Number of repairs per rule. */
  private readonly told = new Map<string, number>();
  /** FHIRPath names and indexes from the outermost value to the current one. */
  private readonly path: (string | number)[] = [];
  private depth = 0;

  constructor(private readonly root: string) {}

  repair(type: string, value: JsonValue): JsonValue {
    if (isPrimitive(type)) return this.primitive(type, value);
    if (!isJsonObject(value) || this.depth >= MAX_NESTING) return value;
    const definition = type === 'Resource' ? definitionFor(value) : typeDefinition(type);
    if (!definition) return value;
    this.depth += 1;
    const repaired = this.members(definition, value);
    this.depth -= 1;
    return repaired;
  }

  private members(definition: TypeDefinition, value: JsonObject): JsonObject {
    let repaired = value;
    for (const key in value) {
      const old = value[key]!;
      const isSibling = key.startsWith('_');
      const property = definition.properties.get(isSibling ? key.slice(1) : key);
      if (!property || (isSibling ? !property.primitive : isFine(property, old))) continue;
      this.path.push(property.element.name);
      const member = this.member(key, isSibling ? 'Element' : property.type, property, old);
      this.path.pop();
      if (member === old) continue;
      if (repaired === value) repaired = { ...value };
      repaired[key] = member;
    }
    return repaired;
  }

  private member(key: string, type: string, { element }: JsonProperty, value: JsonValue): JsonValue {
    if (!element.repeats) return Array.isArray(value) ? value : this.repair(type, value);
    if (value === null) return value;
    if (Array.isArray(value)) return this.items(type, value);
    this.report('wrap-list', say`\`${key}\` is a list; the single value was read as a list of one.`);
    return this.items(type, [value]);
  }

  private items(type: string, items: JsonValue[]): JsonValue[] {
    let repaired = items;
    items.forEach((item, index) => {
      this.path.push(index);
      const mended = this.repair(type, item);
      this.path.pop();
      if (mended === item) return;
      if (repaired === items) repaired = [...items];
      repaired[index] = mended;
    });
    return repaired;
  }

  private primitive(type: string, value: JsonValue): JsonValue {
    if (typeof value !== 'string' || !isNumeric(type)) return value;
    const number = numberFromString(type, value);
    if (number === undefined) return value;
    this.report(
      'number-from-string',
      say`The string "${value}" was read as the number ${value}, since the element is of type ${type}.`,
    );
    return number;
  }

  private report(rule: string, text: Message): void {
    const told = (this.told.get(rule) ?? 0) + 1;
    this.told.set(rule, told);
    if (told <= MOST_REPAIRS) this.repairs.push({ rule, text, expression: stringifyPath(this.path, this.root) });
    else if (told === MOST_REPAIRS + 1) this.repairs.push({ rule, text: MORE_REPAIRS, expression: this.root });
  }
}

/** Most members are single texts, of which no rule mends anything. */
function isFine({ type, primitive, element }: JsonProperty, value: JsonValue): boolean {
  return typeof value === 'string' && primitive && !element.repeats && !isNumeric(type);
}

function isNumeric(type: string): boolean {
  return primitiveDefinition(type)?.json === 'number';
}

function definitionFor({ resourceType }: JsonObject): TypeDefinition | undefined {
  return typeof resourceType === 'string' && isResourceType(resourceType) ? typeDefinition(resourceType) : undefined;
}
