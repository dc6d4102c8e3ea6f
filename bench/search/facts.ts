import { generateDirectory } from '../../src/ror';
import type { JsonObject } from '../../src/fhir';
import { SIZES } from './plan';

/** Values to search for. They exist at each size, because a smaller directory is the beginning of a larger one. */
export interface Facts {
  readonly offers: readonly string[];
  readonly offerIdentifiers: readonly string[];
  readonly specialties: readonly string[];
  readonly rareSpecialties: readonly string[];
  /** Identifiers of organizations that have others below them. */
  readonly headIdentifiers: readonly string[];
  readonly postcodes: readonly string[];
  /** `latitude|longitude`. */
  readonly places: readonly string[];
}

interface Coded {
  readonly coding?: readonly { readonly system?: string; readonly code?: string }[];
}

const MOST = 300;

export function factsOf(seed = 'ror', count: number = SIZES[0]): Facts {
  const offers: string[] = [];
  const offerIdentifiers: string[] = [];
  const specialties = new Map<string, number>();
  const heads = new Set<string>();
  const identifiers = new Map<string, string>();
  const postcodes = new Set<string>();
  const places: string[] = [];
  for (const resource of generateDirectory({ seed, count }) as Iterable<JsonObject>) {
    const { resourceType, id } = resource as { resourceType: string; id: string };
    const [identifier] = (resource['identifier'] as { system?: string; value?: string }[] | undefined) ?? [];
    const token = `${identifier?.system ?? ''}|${identifier?.value ?? ''}`;
    if (resourceType === 'HealthcareService') {
      offers.push(id);
      if (identifier?.value) offerIdentifiers.push(token);
      for (const { coding = [] } of (resource['specialty'] as Coded[] | undefined) ?? [])
        for (const { system, code } of coding) add(specialties, `${system}|${code}`);
    }
    if (resourceType === 'Organization') {
      identifiers.set(`Organization/${id}`, token);
      const above = (resource['partOf'] as { reference?: string } | undefined)?.reference;
      if (above) heads.add(above);
    }
    if (resourceType === 'Location') {
      const { position, address } = resource as {
        position?: { latitude: number; longitude: number };
        address?: { postalCode?: string };
      };
      if (position) places.push(`${position.latitude}|${position.longitude}`);
      if (address?.postalCode) postcodes.add(address.postalCode);
    }
  }
  const byNumber = [...specialties].sort(([, one], [, other]) => other - one).map(([code]) => code);
  return {
    offers: some(offers),
    offerIdentifiers: some(offerIdentifiers),
    specialties: byNumber.slice(0, 20),
    rareSpecialties: byNumber.slice(-20),
    headIdentifiers: some([...heads].flatMap((head) => identifiers.get(head) ?? [])),
    postcodes: some([...postcodes]),
    places: some(places),
  };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A selection spread over all values. */
function some<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.floor(all.length / MOST));
  return all.filter((_, index) => index % step === 0).slice(0, MOST);
}
