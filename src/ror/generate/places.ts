import { address, type Region } from '../sample/elements';
import type { Place } from '../sample/places';
import { STREET_NAMES } from './names';
import type { Random } from './random';
import type { Commune } from './territory';

const STREETS = ['RUE', 'AV', 'BD', 'PL', 'CHE', 'ALL'] as const;
/** Degrees around the centre of a commune: a few kilometres. */
const SPREAD = 0.04;

/** A random place in a commune. */
export function placeIn(commune: Commune, random: Random): Place {
  const { term, postalCode, position } = commune;
  const street = [String(random.whole(1, 180)), random.of(STREETS), random.of(STREET_NAMES)] as const;
  const city = term.slice(term.indexOf(' ') + 1).toUpperCase();
  return {
    region: regionOf(commune, random),
    commune: term,
    address: address(street, postalCode, city),
    position: [around(position[0], random), around(position[1], random)],
  };
}

/** Rounded to five decimals (about a metre), so that a number has the same digits on every machine. */
function around(middle: number, random: Random): number {
  return Number((middle + (random.next() - 0.5) * 2 * SPREAD).toFixed(5));
}

/** The region of a generated resource, with the day it was added to the directory. */
export function regionOf({ region }: Commune, random: Random): Region {
  const day = new Date(Date.UTC(2019, 0, 1 + random.whole(0, 2_400)));
  return { term: region, created: `${day.toISOString().slice(0, 10)}T${two(random.whole(8, 18))}:${two(random.whole(0, 59))}:00+01:00` };
} // prettier-ignore

/** A telephone number reserved for fiction. @see https://www.arcep.fr */
export function telephoneOf({ department }: Commune, random: Random): string {
  const zone = ZONES.find(({ departments }) => departments.test(department))?.prefix ?? '01.99.00';
  return `${zone}.${two(random.whole(0, 99))}.${two(random.whole(0, 99))}`;
}

export function mobileOf(random: Random): string {
  return `06.39.98.${two(random.whole(0, 99))}.${two(random.whole(0, 99))}`;
}

const ZONES = [
  { departments: /^(14|18|22|27|28|29|35|36|37|41|44|45|49|50|53|56|61|72|76|79|85|97\d)$/, prefix: '02.61.91' },
  { departments: /^(02|08|10|21|25|39|51|52|54|55|57|58|59|60|62|67|68|70|71|80|88|89|90)$/, prefix: '03.53.01' },
  { departments: /^(01|03|04|05|06|07|13|15|26|2A|2B|30|34|38|42|43|48|63|66|69|73|74|83|84|11)$/, prefix: '04.65.71' },
  { departments: /^(09|12|16|17|19|23|24|31|32|33|40|46|47|64|65|81|82|86|87)$/, prefix: '05.36.49' },
];

function two(number: number): string {
  return String(number).padStart(2, '0');
}
