import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from '../../fhir';
import { codeSystemUrl, NATIONAL_VALUE_SETS, type NationalValueSet } from '../profiles';
import { EXTENSION } from '../shared/extensions';

/** What together says which indicator a record is, in the order the guide names it. */
export const KEY_PARTS = [
  'capacityStatus',
  'temporalityCapacity',
  'genderCapacityAvailable',
  'temporaryAssignement',
  'capacityClosingType',
  'additionalBedType',
  'crisisType',
] as const;

/** The parts whose codes are known: what is outside of their list is no indicator. */
export const CODE_LISTS: Readonly<Record<string, NationalValueSet>> = {
  capacityStatus: 'J188-TypeStatutCapacite',
  capacityType: 'J187-NatureCapacite',
  genderCapacityAvailable: 'J190-GenreCapacite',
};

export const COUNT = 'nbCapacity';

/** Of one part, in a name; codes have two characters. */
const LONGEST_CODES = 40;

/** A coding as far as it says something. */
interface Coding {
  readonly system?: string;
  readonly code: string;
}

/** A record of how many beds or places there are, read with care: what is stored may be older than any check. */
export class CapacityRecord {
  private readonly parts: readonly JsonObject[];

  constructor({ extension }: Readonly<JsonObject>) {
    this.parts = Array.isArray(extension) ? extension.filter(isJsonObject) : [];
  }

  /** The codes of the key that are there: `[['capacityStatus', '02'], …]`; a part given twice has two. */
  get key(): readonly (readonly [part: string, codes: string])[] {
    return KEY_PARTS.flatMap((part) => {
      const codes = this.codings(part).map(({ code }) => code);
      return codes.length === 0 ? [] : [[part, codes.sort().join(', ')] as const];
    });
  }

  /** `capacityStatus 02, temporalityCapacity 01`: how a person knows which record it is. */
  get name(): string {
    return this.key.map(([part, codes]) => `${part} ${codes.slice(0, LONGEST_CODES)}`).join(', ');
  }

  /** Where a part stands among the others; undefined when it is not there. */
  indexOf(part: string): number | undefined {
    const index = this.parts.findIndex(({ url }) => url === part);
    return index < 0 ? undefined : index;
  }

  codings(part: string): readonly Coding[] {
    return this.parts
      .filter(({ url }) => url === part)
      .flatMap(({ valueCodeableConcept }) => codingsOf(valueCodeableConcept));
  }

  /** What is given for the number, under whatever type; undefined when nothing is. */
  get count(): { readonly member: string; readonly value: JsonValue } | undefined {
    const part = this.parts.find(({ url }) => url === COUNT);
    const member = Object.keys(part ?? {}).find((key) => key.startsWith('value'));
    return member === undefined ? undefined : { member, value: part![member]! };
  }
}

export function isCapacity(extension: JsonValue | undefined): extension is JsonObject {
  return isJsonObject(extension) && extension.url === EXTENSION.supportedCapacity;
}

/** A whole number of beds. */
export function isCount(value: JsonValue): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The codes that a set draws from its one system. */
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

/** A number as it was written. */
export function written(value: JsonValue): string {
  return isJsonNumber(value) ? String(value) : JSON.stringify(value).slice(0, 40);
}
