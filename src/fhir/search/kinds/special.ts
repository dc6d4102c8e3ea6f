import { isJsonNumber, isJsonObject } from '../../json';
import { excerptOf, say } from '../../messages';
import type { CircleValue } from '../../ports/search';
import type { Places } from '../declaration';
import { splitAt, unescape } from '../escaping';
import { wrongValue } from '../search-value-error';
import type { Position } from '../sphere';
import { NO_ENTRIES, type Kind } from './kind';

/** Default distance, kilometres. */
const DEFAULT_DISTANCE = 50;
const UNITS = new Map([
  ['km', 1_000],
  ['m', 1],
  ['mi', 1_609.344],
  ['[mi_i]', 1_609.344],
  ['[mi_us]', 6_336_000 / 3_937],
]);
const NUMBER = /^[+-]?\d{1,20}(?:\.\d{1,40})?$/;

/**
 * Positions near a place: `latitude|longitude|distance|unit`, or the name of the place instead of its coordinates.
 * @see https://hl7.org/fhir/R4/location.html#positional
 */
export const special: Kind = {
  index: 'position',
  extras: [],
  elements: {
    'Location.position': (value, code) => {
      if (!isJsonObject(value)) return NO_ENTRIES;
      const { latitude: north, longitude: east } = value;
      if (!isJsonNumber(north) || !isJsonNumber(east)) return NO_ENTRIES;
      const position = { latitude: Number(north), longitude: Number(east) };
      return isOnEarth(position) ? [{ kind: 'position', code, ...position }] : NO_ENTRIES;
    },
  },
  modifiers: () => [],
  clause: ({ code, indexedAs = code, places }, { alternatives }) => ({
    kind: 'position',
    code: indexedAs,
    values: alternatives.map((text) => {
      const parts = splitAt('|', text).map((part) => unescape(part).trim());
      return places ? nearPlace(code, places, parts, text) : nearPosition(code, parts, text);
    }),
  }),
  documentation: {
    en: `\`latitude|longitude|distance|unit\` in decimal degrees (WGS 84); the unit is \`km\` (default), \`m\` or \`[mi_us]\`, the distance ${DEFAULT_DISTANCE} km by default; commas mean OR.`,
    fr: `\`latitude|longitude|distance|unité\` en degrés décimaux (WGS 84) ; l’unité est \`km\` (par défaut), \`m\` ou \`[mi_us]\`, la distance de ${DEFAULT_DISTANCE} km si elle n’est pas dite ; la virgule veut dire « ou ».`,
  },
};

/** The kind for named places. */
export function ofPlaces({ called }: Places): Kind {
  return {
    ...special,
    documentation: {
      en: `\`${called}|distance|unit\`: the unit is \`km\` (default), \`m\` or \`[mi_us]\`, the distance ${DEFAULT_DISTANCE} km by default; commas mean OR.`,
      fr: `\`${called}|distance|unité\` : l’unité est \`km\` (par défaut), \`m\` ou \`[mi_us]\`, la distance de ${DEFAULT_DISTANCE} km si elle n’est pas dite ; la virgule veut dire « ou ».`,
    },
  };
}

function nearPosition(code: string, parts: readonly string[], text: string): CircleValue {
  const [latitude = '', longitude = '', distance, unit] = parts;
  const hint = say`Write ${code}=latitude|longitude|distance|km, such as ${code}=47.2122|-1.6497|15|km.`;
  if (parts.length > 4 || !NUMBER.test(latitude) || !NUMBER.test(longitude)) {
    throw wrongValue(code, say`${excerptOf(text)} is not a position and a distance`, hint);
  }
  const centre = { latitude: Number(latitude), longitude: Number(longitude) };
  if (!isOnEarth(centre)) {
    const bounds = say`A latitude is from -90 to 90 degrees, a longitude from -180 to 180; the latitude comes first.`;
    throw wrongValue(code, say`${excerptOf(text)} is not a position on Earth`, bounds);
  }
  return { ...centre, radius: radiusOf(code, distance, unit, text, hint) };
}

function nearPlace(code: string, places: Places, parts: readonly string[], text: string): CircleValue {
  const [name = '', distance, unit] = parts;
  const { called } = places;
  const hint = say`Write ${code}=${called}|distance|km.`;
  if (parts.length > 3 || name === '') throw wrongValue(code, say`${excerptOf(text)} is not a place and a distance`, hint);
  const radius = radiusOf(code, distance, unit, text, hint);
  const centre = places.find(name);
  if (!centre) throw wrongValue(code, say`${excerptOf(name)} is not a known place on this server`, hint);
  return { ...centre, radius };
} // prettier-ignore

/** The radius in metres. */
function radiusOf(code: string, distance: string | undefined, unit: string | undefined, text: string, hint: ReturnType<typeof say>): number {
  const written = distance || String(DEFAULT_DISTANCE);
  const metres = UNITS.get(unit || 'km');
  if (!metres) {
    const known = [...UNITS.keys()].join(', ');
    throw wrongValue(code, say`${excerptOf(unit!)} is not a unit of distance here`, say`The unit must be one of ${known}.`);
  }
  if (!NUMBER.test(written) || Number(written) < 0) {
    throw wrongValue(code, say`${excerptOf(text)} has a distance that is not a number of at least 0`, hint);
  }
  return Number(written) * metres;
} // prettier-ignore

function isOnEarth({ latitude, longitude }: Position): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}
