/** WGS 84, decimal degrees. */
export interface Position {
  /** From -90 to 90. */
  readonly latitude: number;
  /** From -180 to 180. */
  readonly longitude: number;
}

/** Degrees, all ends included. */
export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Mean radius of the earth, metres: distances are along great circles of a sphere, which is right to 0.5 %. */
export const EARTH_RADIUS = 6_371_008.8;
/** What a box is larger than it has to be, degrees: more than any rounding. */
const MARGIN = 1e-7;
const DEGREE = Math.PI / 180;

/** Where a position is on a sphere of radius 1: distances come down to sums and products, which every database has. */
export function unitVector({ latitude, longitude }: Position): readonly [x: number, y: number, z: number] {
  const [phi, lambda] = [latitude * DEGREE, longitude * DEGREE];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/**
 * The square of the straight line between two positions that are a distance apart, on a sphere of radius 1: what is nearer has a
 * smaller one.
 * @param distance metres
 */
export function squareOf(distance: number): number {
  return (2 * Math.sin(Math.min(distance / EARTH_RADIUS, Math.PI) / 2)) ** 2;
}

/** The same of two positions. */
export function squareBetween(one: Position, other: Position): number {
  const [[x, y, z], [a, b, c]] = [unitVector(one), unitVector(other)];
  return (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c);
}

/** Metres. */
export function distanceBetween(one: Position, other: Position): number {
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(squareBetween(one, other)) / 2));
}

/**
 * Boxes that hold everything within a distance of a position: two where it reaches over the 180th meridian, all longitudes
 * where it reaches over a pole.
 * @param distance metres
 */
export function boxesAround({ latitude, longitude }: Position, distance: number): readonly Box[] {
  const angle = Math.min(distance / EARTH_RADIUS, Math.PI);
  const [south, north] = [latitude - angle / DEGREE - MARGIN, latitude + angle / DEGREE + MARGIN];
  if (south <= -90 || north >= 90) return [{ south, north, west: -180, east: 180 }];
  const reach = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(latitude * DEGREE))) / DEGREE + MARGIN;
  const [west, east] = [longitude - reach, longitude + reach];
  // The 180th meridian has two names.
  if (west <= -180) return [{ south, north, west: west + 360, east: 180 }, { south, north, west: -180, east }]; // prettier-ignore
  if (east >= 180) return [{ south, north, west, east: 180 }, { south, north, west: -180, east: east - 360 }]; // prettier-ignore
  return [{ south, north, west, east }];
}
