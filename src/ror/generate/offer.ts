import type { Extension, HealthcareService, Location, Organization } from 'fhir/r4';
import { codeable, type Hours } from '../sample/elements';
import { CODE_SYSTEM } from '../shared/code-systems';
import {
  BARIATRIC_BED,
  capacity,
  equipment,
  location as locationOf,
  rooms,
  DOUBLE_ROOM,
  SINGLE_ROOM,
} from '../sample/locations';
import { act, contact, service as serviceOf, zone } from '../sample/service';
import type { Place } from '../sample/places';
import type { OfferKind } from './offers';
import { mobileOf, telephoneOf } from './places';
import type { Random } from './random';
import type { Scene } from './tree';

interface Provider {
  readonly site: Organization;
  /** The site, or a unit inside it. */
  readonly organization: Organization;
  readonly place: Place;
  readonly scene: Scene;
}

const WEEKDAYS = [1, 2, 3, 4, 5];
const HOURS: Readonly<Record<OfferKind['hours'], readonly Hours[]>> = {
  always: [{ days: [1, 2, 3, 4, 5, 6, 7] }],
  office: [{ days: WEEKDAYS, from: '09:00', to: '17:00', type: 'appointment' }],
  day: [{ days: WEEKDAYS, from: '08:00', to: '18:30' }],
  week: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '07:00', to: '20:00' }],
};

/** An offer with its place. @param id of the offer in the directory */
export function offerAt(kind: OfferKind, id: string, { site, organization, place, scene }: Provider) {
  const { random, commune } = scene;
  const location = locationOf(`lr-${id}`, site.id!, `${kind.name}, bâtiment ${random.of([...'ABCDEFGH'])}`, place, {
    ...(kind.places && { lodging: kind.places[0] === 'bed', externalId: `${site.identifier![0]!.value}/${id}` }),
    more: [...capacitiesOf(kind, random), ...furnitureOf(kind, random)],
  });
  const service = serviceOf(`of-${id}`, place.region, [organization.id!, location.id!], titleOf(kind, site), kind.field, kind.ages, {
    ...(kind.public && { public: kind.public }),
    ...(kind.category && { category: kind.category }),
    specialty: kind.activities.map((term) => codeable(CODE_SYSTEM.operationalActivity, term)),
    characteristic: [
      codeable(CODE_SYSTEM.careMode, kind.careMode),
      ...modalitiesOf(kind, random),
      ...random.some(kind.acts ?? [], random.whole(0, kind.acts?.length ?? 0)).map((term) => act(term)),
    ],
    more: [
      ...(kind.isMobile ? [zone(commune.term)] : []),
      contact('06 Standard', ['fixed', telephoneOf(commune, random)]),
      ...(random.isHit(0.2) ? [contact('14 Garde ou astreinte', ['mobile', mobileOf(random), random.of([2, 3])])] : []),
    ],
    hours: HOURS[kind.hours],
    sensitive: random.isHit(0.01),
  }); // prettier-ignore
  return { location, service } satisfies { location: Location; service: HealthcareService };
}

/** How people are received; none for offers where everybody stays. */
function modalitiesOf({ hours, isMobile }: OfferKind, random: Random) {
  const modality = (term: `${string} ${string}`) => codeable(CODE_SYSTEM.receptionModality, term);
  if (isMobile) return [modality('05 Visite à domicile')];
  if (hours !== 'office') return [];
  return [
    modality('03 Consultation en présentiel'),
    ...(random.isHit(0.3) ? [modality('04 Téléconsultation')] : []),
    ...(random.isHit(0.15) ? [modality('06 Prise en charge sans rendez-vous')] : []),
  ];
}

function titleOf({ name }: OfferKind, { name: of }: Organization): string {
  return `${name} - ${of}`;
}

/** Installed and available capacity, and occasionally closed capacity; most places are full. */
function capacitiesOf({ places }: OfferKind, random: Random): Extension[] {
  if (!places) return [];
  const [nature, low, high] = places;
  const installed = random.whole(low, high);
  const closed = random.isHit(0.1) ? random.whole(1, Math.ceil(installed / 4)) : 0;
  const free = random.isHit(0.35) ? 0 : random.whole(0, Math.ceil((installed - closed) / 6));
  return [
    capacity('installed', installed, 'any', nature),
    capacity('available', free, 'any', nature),
    ...(closed > 0 ? [capacity('closed', closed, 'any', nature)] : []),
  ];
}

function furnitureOf({ places, careMode }: OfferKind, random: Random): Extension[] {
  if (places?.[0] !== 'bed') return [];
  if (careMode.startsWith('46 ')) {
    return [rooms(SINGLE_ROOM, random.whole(10, places[2])), ...(random.isHit(0.5) ? [rooms(DOUBLE_ROOM, random.whole(1, 12))] : [])];
  }
  return random.isHit(0.25) ? [equipment(BARIATRIC_BED, random.whole(1, 4), random.of([250, 300, 350]))] : [];
} // prettier-ignore
