/** WGS 84, decimal degrees. */
export interface Position {
  /** From -90 to 90. */
  readonly latitude: number;
  /** From -180 to 180. */
  readonly longitude: number;
}

/** Degrees; all ends are included. */
export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Mean radius of the earth, metres. Distances are along great circles of a sphere, which is accurate to 0.5 %. */
export const EARTH_RADIUS = 6_371_008.8;
/** Margin added to boxes, degrees; larger than any rounding error. */
const MARGIN = 1e-7;
const DEGREE = Math.PI / 180;

/** A position on the unit sphere. Distances then only need sums and products, which every database has. */
export function unitVector({ latitude, longitude }: Position): readonly [x: number, y: number, z: number] {
  const [phi, lambda] = [latitude * DEGREE, longitude * DEGREE];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/**
 * The square of the chord, on the unit sphere, between positions at a given distance. It grows with the distance.
 * @param distance metres
 */
export function squareOf(distance: number): number {
  return (2 * Math.sin(Math.min(distance / EARTH_RADIUS, Math.PI) / 2)) ** 2;
}

/** The square of the chord between two positions, on the unit sphere. */
export function squareBetween(one: Position, other: Position): number {
  const [[x, y, z], [a, b, c]] = [unitVector(one), unitVector(other)];
  return (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c);
}

/** Metres. */
export function distanceBetween(one: Position, other: Position): number {
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(squareBetween(one, other)) / 2));
}

/**
 * Boxes that contain everything within a distance of a position: two when the area crosses the 180th meridian, and one
 * over all longitudes when it contains a pole.
 * @param distance metres
 */
export function boxesAround({ latitude, longitude }: Position, distance: number): readonly Box[] {
  const angle = Math.min(distance / EARTH_RADIUS, Math.PI);
  const [south, north] = [latitude - angle / DEGREE - MARGIN, latitude + angle / DEGREE + MARGIN];
  if (south <= -90 || north >= 90) return [{ south, north, west: -180, east: 180 }];
  const reach = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(latitude * DEGREE))) / DEGREE + MARGIN;
  const [west, east] = [longitude - reach, longitude + reach];
  // At the 180th meridian, a longitude is both -180 and 180.
  if (west <= -180) return [{ south, north, west: west + 360, east: 180 }, { south, north, west: -180, east }]; // prettier-ignore
  if (east >= 180) return [{ south, north, west, east: 180 }, { south, north, west: -180, east: east - 360 }]; // prettier-ignore
  return [{ south, north, west, east }];
}
