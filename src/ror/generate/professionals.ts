import type { CodeableConcept, FhirResource, HealthcareService } from 'fhir/r4';
import type { Region, Term } from '../sample/elements';
import { practitioner } from '../sample/practitioners';
import { ordinal, situation, skilled } from '../sample/roles';
import { FAMILY_NAMES, MEN, WOMEN } from './names';
import { rpps } from './numbers';
import type { OfferKind } from './offers';
import { mobileOf, regionOf } from './places';
import type { Random } from './random';
import type { Scene } from './tree';

/** Seven in ten health professionals are women. */
const WOMEN_SHARE = 0.7;

/** The professionals who work for an offer, each with a role there. */
export function* professionalsOf(kind: OfferKind, service: HealthcareService, count: number, id: string, { random, sequences, commune }: Scene): Generator<FhirResource> {
  for (let at = 1; at <= count; at += 1) {
    const work = workOf(kind, at, random);
    if (!work) return;
    sequences.professionals += 1;
    const region = regionOf(commune, random);
    const who = professional(`ps-${id}-${at}`, region, sequences.professionals, random);
    yield who;
    const isTown = kind.field.startsWith('05 ');
    yield situation(`so-${id}-${at}`, region, who, service, work.profession, work.expertise, {
      selfEmployed: isTown,
      ...(random.isHit(0.15) && { telecom: ['mobile', mobileOf(random), random.of([2, 3])] as const }),
    });
  }
} // prettier-ignore

function professional(id: string, region: Region, sequence: number, random: Random) {
  const isWoman = random.isHit(WOMEN_SHARE);
  const given = random.of(isWoman ? WOMEN : MEN);
  const family = random.of(FAMILY_NAMES);
  const mail = `${given}.${family}`.normalize('NFD').replace(/[\u0300-\u036f' ]/g, '').toLowerCase(); // prettier-ignore
  const telecoms = random.isHit(0.4) ? ([['email', `${mail}@sante.example`, 2]] as const) : [];
  return practitioner(id, region, rpps(sequence), isWoman ? 'MME' : 'M', given, family, ...telecoms);
}

/** The first one is a doctor, where doctors work; undefined where nobody works. */
function workOf({ doctors, others }: OfferKind, at: number, random: Random): { profession: Term; expertise: CodeableConcept[] } | undefined {
  const isDoctor = doctors !== undefined && (at === 1 || others.length === 0 || random.isHit(0.35));
  if (isDoctor) return { profession: '10 Médecin', expertise: ordinal(doctors) };
  if (others.length === 0) return undefined;
  const [profession, competence] = random.of(others);
  return { profession, expertise: skilled(competence) };
} // prettier-ignore
