import { missing, otherCode, otherSystem, otherValue, repeated, type Mutation } from '../mutation';

const CODED = 'valueCodeableConcept';

/** Constraints on every resource of the directory. */
export const common: readonly Mutation[] = [
  missing('extension:ror-meta-creation-date'),
  repeated('extension:ror-meta-creation-date'),
  ...otherValue('extension:ror-meta-creation-date'),
  repeated('meta.tag.0'),
];

/** An extension with a coded value: the value must be coded, and from its system. */
export function codedExtension(place: string): Mutation[] {
  return [...otherValue(place), otherSystem(`${place}.${CODED}`, `${place}.value`)];
}

/** The same where all codes of the system are known: the code must be one of them. */
export function listedExtension(place: string): Mutation[] {
  return [...codedExtension(place), otherCode(`${place}.${CODED}`, `${place}.value`)];
}

/** A part of an extension that must occur exactly once. */
export function onePart(place: string): Mutation[] {
  return [missing(place), repeated(place)];
}

/** Channel, usage and confidentiality of a ContactPoint, or of an extension that stands in for one. */
export function telecomExtensions(place: string): Mutation[] {
  const [channel, usage, level] = ['communication-channel', 'usage', 'confidentiality-level'].map(
    (name) => `${place}.extension:ror-telecom-${name}`,
  ) as [string, string, string];
  return [
    ...onePart(channel),
    ...listedExtension(channel),
    repeated(usage),
    ...otherValue(usage),
    ...onePart(level),
    ...listedExtension(level),
  ];
}

export function telecom(place: string): Mutation[] {
  return [...telecomExtensions(place), missing(`${place}.value`)];
}

const ADDRESS_PARTS = 'careOf additionalLocator houseNumber buildingNumberSuffix streetNameType streetNameBase postBox'
  .split(' ')
  .map((part) => `iso21090-ADXP-${part}`);

/**
 * The parts of an address line, which are extensions of the line.
 *
 * @param line `address.0._line.0`
 * @param needed the part that must have a value; parts in place of it are not tried, as they break two constraints
 */
export function addressLine(line: string, needed?: string): Mutation[] {
  return [...ADDRESS_PARTS, 'as-ext-lieu-dit'].flatMap((id) => {
    const place = `${line}.extension:${id}`;
    const values = otherValue(place);
    return [repeated(place), ...(id === needed ? values.slice(0, 1) : values)];
  });
}

export function availableTime(place: string): Mutation[] {
  const [type, date, day] = ['type-of-time', 'effective-opening-closing-date', 'number-days-of-week'].map(
    (name) => `${place}.extension:ror-available-time-${name}`,
  ) as [string, string, string];
  return [
    repeated(type),
    ...codedExtension(type),
    repeated(date),
    ...otherValue(date),
    repeated(day),
    ...otherValue(day),
  ];
}
