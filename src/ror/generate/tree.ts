import type { FhirResource, Organization } from 'fhir/r4';
import { internal, legalEntity, site as siteOf, contact, dailyPrice, SOCIAL_HELP } from '../sample/organizations';
import type { Place } from '../sample/places';
import type { RegisterNumber } from '../sample/elements';
import type { EstablishmentKind } from './establishments';
import { finess, siren, siret } from './numbers';
import { offerAt } from './offer';
import type { OfferKind } from './offers';
import { telephoneOf, placeIn, regionOf } from './places';
import type { Random } from './random';
import { professionalsOf } from './professionals';
import type { Commune } from './territory';

/** Counters over the whole directory, from which register numbers are derived. */
export interface Sequences {
  structures: number;
  professionals: number;
}

/** The context in which a tree is generated. */
export interface Scene {
  readonly random: Random;
  readonly sequences: Sequences;
  /** Index of the tree in the directory. */
  readonly tree: number;
  readonly commune: Commune;
}

/** A part of a site, with its offers. */
interface Unit {
  readonly organization: Organization;
  readonly offers: readonly OfferKind[];
}

/** A legal entity, its sites, their internal units, offers and professionals; parents come first. */
export function* treeOf(kind: EstablishmentKind, scene: Scene): Generator<FhirResource> {
  const { random, tree, commune } = scene;
  const name = random.of(kind.names);
  const numbers = registerOf(kind, scene);
  const entity = legalEntity(`ej-${tree}`, titled(kind.entity, name, commune), kind.form, numbers.entity(), placeIn(commune, random)); // prettier-ignore
  yield entity;
  const sites = random.whole(...kind.sites);
  for (let at = 1; at <= sites; at += 1) {
    const id = `${tree}-${at}`;
    const place = placeIn(commune, random);
    const site = siteOf(`eg-${id}`, entity.id!, titled(kind.site, at === 1 ? name : random.of(kind.names), commune), kind.category, numbers.site(at), place, {
      telecom: [['fixed', telephoneOf(commune, random)]],
      contact: [contact({ desk: '06 Standard' }, ['fixed', telephoneOf(commune, random)])],
      more: isResidence(kind) ? [SOCIAL_HELP, dailyPrice('02 Forfait socle hébergement', random.whole(5200, 9800) / 100, '2026-01-01')] : [],
    }); // prettier-ignore
    yield site;
    let offers = 0;
    for (const { organization, offers: kinds } of unitsOf(kind, site, id, place, scene)) {
      if (organization !== site) yield organization;
      for (const offer of kinds) {
        offers += 1;
        const { location, service } = offerAt(offer, `${id}-${offers}`, { site, organization, place, scene });
        yield location;
        yield service;
        yield* professionalsOf(offer, service, random.whole(...kind.staff), `${id}-${offers}`, scene);
      }
    }
  }
}

/** The site itself, or its poles and their services. */
function* unitsOf(kind: EstablishmentKind, site: Organization, id: string, place: Place, { random, commune }: Scene): Generator<Unit> {
  const { inside, offers, offersEach } = kind;
  if (!inside) {
    yield { organization: site, offers: random.some(offers, random.whole(...offersEach)) };
    return;
  }
  const poles = random.whole(...inside.poles);
  for (let at = 1; at <= poles; at += 1) {
    const pole = internal(`oi-${id}-${at}`, site.id!, regionOf(commune, random), '1 Pôle', `Pôle ${at} de ${site.name}`);
    yield { organization: pole, offers: [] };
    const services = random.some(offers, random.whole(...inside.services));
    for (const [index, offer] of services.entries()) {
      const inner = `${id}-${at}-${index + 1}`;
      const service = internal(`oi-${inner}`, pole.id!, place.region, '2 Service', `Service : ${offer.name}`);
      if (random.isHit(0.6)) {
        yield { organization: service, offers: [offer] };
        continue;
      }
      yield { organization: service, offers: [] };
      const unit = internal(`oi-${inner}-1`, service.id!, place.region, '3 Unité fonctionnelle', offer.name);
      yield { organization: unit, offers: [offer] };
    }
  }
} // prettier-ignore

/** The numbers of a legal entity and its sites, in the register that identifies them. */
function registerOf(kind: EstablishmentKind, { sequences, commune }: Scene) {
  const next = (): number => (sequences.structures += 1);
  const own = siren(next());
  const isFiness = kind.register === 'finess';
  const numbered = (): RegisterNumber => ['finess', finess(commune.department, next())];
  return {
    entity: (): RegisterNumber => (isFiness ? numbered() : ['siren', own]),
    site: (at: number): RegisterNumber => (isFiness ? numbered() : ['siret', siret(own, at)]),
  };
}

function isResidence({ offers }: EstablishmentKind): boolean {
  return offers.some(({ careMode }) => careMode.startsWith('46 '));
}

function titled(title: string, name: string, { term }: Commune): string {
  return title.replace('{name}', name).replace('{town}', term.slice(term.indexOf(' ') + 1));
}
