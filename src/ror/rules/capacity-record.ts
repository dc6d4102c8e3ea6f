import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from '../../fhir';
import { codeSystemUrl, NATIONAL_VALUE_SETS, type NationalValueSet } from '../profiles';
import { EXTENSION } from '../shared/extensions';

/** The parts that together identify an indicator, in the order of the guide. */
export const KEY_PARTS = [
  'capacityStatus',
  'temporalityCapacity',
  'genderCapacityAvailable',
  'temporaryAssignement',
  'capacityClosingType',
  'additionalBedType',
  'crisisType',
] as const;

/** The parts with a known list of codes; a record with any other code is not an indicator. */
export const CODE_LISTS: Readonly<Record<string, NationalValueSet>> = {
  capacityStatus: 'J188-TypeStatutCapacite',
  capacityType: 'J187-NatureCapacite',
  genderCapacityAvailable: 'J190-GenreCapacite',
};

export const COUNT = 'nbCapacity';

/** Limit for the codes of one part in a name; a valid code has two characters. */
const LONGEST_CODES = 40;

/** The relevant members of a coding. */
interface Coding {
  readonly system?: string;
  readonly code: string;
}

/** A record of the number of beds or places. It is read defensively, because stored data may predate any validation. */
export class CapacityRecord {
  private readonly parts: readonly JsonObject[];

  constructor({ extension }: Readonly<JsonObject>) {
    this.parts = Array.isArray(extension) ? extension.filter(isJsonObject) : [];
  }

  /** The codes of the key that are present: `[['capacityStatus', '02'], …]`; a repeated part has several. */
  get key(): readonly (readonly [part: string, codes: string])[] {
    return KEY_PARTS.flatMap((part) => {
      const codes = this.codings(part).map(({ code }) => code);
      return codes.length === 0 ? [] : [[part, codes.sort().join(', ')] as const];
    });
  }

  /** A readable name for the record: `capacityStatus 02, temporalityCapacity 01`. */
  get name(): string {
    return this.key.map(([part, codes]) => `${part} ${codes.slice(0, LONGEST_CODES)}`).join(', ');
  }

  /** Index of a part; undefined when it is absent. */
  indexOf(part: string): number | undefined {
    const index = this.parts.findIndex(({ url }) => url === part);
    return index < 0 ? undefined : index;
  }

  codings(part: string): readonly Coding[] {
    return this.parts
      .filter(({ url }) => url === part)
      .flatMap(({ valueCodeableConcept }) => codingsOf(valueCodeableConcept));
  }

  /** The value given for the number, of any type; undefined when there is none. */
  get count(): { readonly member: string; readonly value: JsonValue } | undefined {
    const part = this.parts.find(({ url }) => url === COUNT);
    const member = Object.keys(part ?? {}).find((key) => key.startsWith('value'));
    return member === undefined ? undefined : { member, value: part![member]! };
  }
}

export function isCapacity(extension: JsonValue | undefined): extension is JsonObject {
  return isJsonObject(extension) && extension.url === EXTENSION.supportedCapacity;
}

/** Whether a value is a whole number, 0 or more. */
export function isCount(value: JsonValue): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The only code system of a set, with its codes. */
export function codesOf(set: NationalValueSet): { readonly system: string; readonly codes: readonly string[] } {
  const [row] = NATIONAL_VALUE_SETS[set] as readonly string[];
  const [system, ...codes] = row!.split(' ');
  return { system: codeSystemUrl(system!), codes };
}

function codingsOf(concept: JsonValue | undefined): readonly Coding[] {
  const coding = isJsonObject(concept) ? concept.coding : undefined;
  return (Array.isArray(coding) ? coding : []).flatMap((each) => {
    if (!isJsonObject(each) || typeof each.code !== 'string') return [];
    return [{ code: each.code, ...(typeof each.system === 'string' && { system: each.system }) }];
  });
}

/** A value as it was written. */
export function written(value: JsonValue): string {
  return isJsonNumber(value) ? String(value) : JSON.stringify(value).slice(0, 40);
}
