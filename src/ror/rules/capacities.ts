import type { Location } from 'fhir/r4';
import { alternatives, isJsonObject, say, type IssueDetail, type JsonObject, type JsonValue } from '../../fhir';
import { EXTENSION } from '../shared/extensions';
import { CapacityRecord, CODE_LISTS, codesOf, COUNT, isCapacity, isCount, KEY_PARTS, written } from './capacity-record';

/** Limit, because a list may hold thousands of capacities with several faults each. */
const MOST_FAULTS = 100;
const LONGEST_QUOTE = 40;

const LIST = `Location.extension('${EXTENSION.supportedCapacity}')`;

/**
 * Each capacity is an indicator of the directory: its codes are in their lists, its number is a count, and it is
 * unique.
 */
export function capacitiesHold(location: Location): IssueDetail[] {
  const extensions: unknown = location.extension;
  if (!Array.isArray(extensions)) return [];
  return capacityFaults(extensions as readonly JsonValue[]);
}

/**
 * All faults of the capacities among extensions. The expressions follow the guide, because a client that updates a
 * capacity by its key does not know its position in the list.
 */
export function capacityFaults(extensions: readonly JsonValue[]): IssueDetail[] {
  const faults: IssueDetail[] = [];
  const byName = new Map<string, number[]>();
  extensions.forEach((extension, index) => {
    if (!isCapacity(extension)) return;
    const record = new CapacityRecord(extension);
    faults.push(...codeFaults(record, index), ...countFaults(record, index));
    // Without a status it is unclear what is counted; the profile requires one.
    if (record.indexOf(KEY_PARTS[0]) !== undefined) {
      const places = byName.get(record.name);
      if (places) places.push(index);
      else byName.set(record.name, [index]);
    }
  });
  for (const [name, places] of byName) {
    if (places.length > 1) faults.push(repeated(name, places, extensions[places[0]!] as JsonObject));
  }
  return faults.slice(0, MOST_FAULTS);
}

function codeFaults(record: CapacityRecord, index: number): IssueDetail[] {
  return Object.entries(CODE_LISTS).flatMap(([part, set]): IssueDetail[] => {
    const at = record.indexOf(part);
    if (at === undefined) return [];
    const { system, codes } = codesOf(set);
    const given = record.codings(part);
    // A coding without a system counts as one of the list.
    if (given.some((coding) => (coding.system ?? system) === system && codes.includes(coding.code))) return [];
    const found = given
      .map(({ code }) => code)
      .join(', ')
      .slice(0, LONGEST_QUOTE);
    const text =
      found === ''
        ? say`The ${part} of a capacity has no code`
        : say`The ${part} of a capacity is ${found}, which is not an allowed code`;
    const hint = say`Send one of ${alternatives(codes)} from the system ${system}.`;
    return [{ text, hint, expression: `${LIST}.extension('${part}')`, path: placeOfValue(index, at) }];
  });
}

function countFaults(record: CapacityRecord, index: number): IssueDetail[] {
  const { count } = record;
  if (!count || (count.member === 'valueInteger' && isCount(count.value))) return [];
  return [countFault(count.member, count.value, placeOfValue(index, record.indexOf(COUNT)!))];
}

/** @param member that holds the number, such as `valueInteger` */
export function countFault(member: string, value: JsonValue, path: IssueDetail['path']): IssueDetail {
  const text = say`The ${COUNT} of a capacity is ${member} ${written(value)}, which is not a number of beds or places`;
  const hint = say`Send a whole number of at least 0 as valueInteger.`;
  return { text, hint, expression: `${LIST}.extension('${COUNT}')`, ...(path && { path }) };
}

function repeated(name: string, places: readonly number[], record: JsonObject): IssueDetail {
  const text = say`The capacity with ${name} occurs ${places.length} times; each capacity may occur only once`;
  const hint = say`To change the existing one, send replace with the path ${pathOf(record)} and the whole extension as its value.`;
  return { text, hint, expression: LIST, path: ['extension', places.at(-1)!] };
}

/** The path that selects a record by its key, as the guide writes it. */
function pathOf(extension: JsonObject): string {
  const record = new CapacityRecord(extension);
  const criteria = KEY_PARTS.flatMap((part) => {
    const [coding] = record.codings(part);
    return coding
      ? [
          `extension.where(url = '${part}' and valueCodeableConcept.coding.code = '${coding.code.slice(0, LONGEST_QUOTE).replace(/['\\]/g, '\\$&')}')`,
        ]
      : [];
  });
  return `Location.extension.where(url='${EXTENSION.supportedCapacity}').where(${criteria.join(' and ')})`;
}

function placeOfValue(index: number, part: number): NonNullable<IssueDetail['path']> {
  return ['extension', index, 'extension', part];
}

/** Whether an extension is a capacity whose number is not a valid R4 integer. */
export function hasBrokenCount(extension: JsonValue): boolean {
  if (!isCapacity(extension) || !isJsonObject(extension)) return false;
  const count = new CapacityRecord(extension).count;
  return count?.member === 'valueInteger' && !Number.isSafeInteger(count.value);
}
