import { boxesAround, EARTH_RADIUS, type CircleValue, type DateValue, type QuantityValue } from '../../fhir';
import { instantCondition, isMissing, type ColumnSearch } from './column-search';
import { allOf, anyOf, quoted, where, type Condition } from './condition';

/** In milliseconds. An R4 date without a time zone is a day in UTC. */
const DAY = 86_400_000;
const [FIRST_DAY, LAST_DAY] = [Date.parse('0001-01-01') / DAY, Date.parse('9999-12-31') / DAY];

/** A parameter of type `number`, or of type `quantity` searched without a unit, on a column of numbers. */
export function numberColumn(column: string): ColumnSearch {
  return (clause, { alias }) => {
    const sql = `${alias}.${quoted(column)}`;
    if (clause.kind === 'missing') return isMissing(sql, clause.missing);
    if (clause.kind !== 'quantity' || clause.values.some(({ unit }) => unit !== undefined)) return undefined;
    return anyOf(clause.values.map((value) => numberCondition(sql, value)));
  };
}

/** A parameter of type `date` on a DATETIME or TIMESTAMP column that holds instants. */
export function instantColumn(column: string): ColumnSearch {
  return (clause, { alias }) => {
    const sql = `${alias}.${quoted(column)}`;
    if (clause.kind === 'missing') return isMissing(sql, clause.missing);
    return clause.kind === 'date' ? instantCondition(sql, clause.values) : undefined;
  };
}

/** A parameter of type `date` on a DATE column. */
export function dateColumn(column: string): ColumnSearch {
  return (clause, { alias }) => {
    const sql = `${alias}.${quoted(column)}`;
    if (clause.kind === 'missing') return isMissing(sql, clause.missing);
    return clause.kind === 'date' ? anyOf(clause.values.map((value) => dayCondition(sql, value))) : undefined;
  };
}

/** The parameter `near` on two columns of decimal degrees (WGS 84). */
export function positionColumns(latitude: string, longitude: string): ColumnSearch {
  return (clause, { alias }) => {
    const [north, east] = [`${alias}.${quoted(latitude)}`, `${alias}.${quoted(longitude)}`];
    if (clause.kind === 'missing') return isMissing(north, clause.missing);
    return clause.kind === 'position'
      ? anyOf(clause.values.map((circle) => circleCondition(north, east, circle)))
      : undefined;
  };
}

/** @see https://hl7.org/fhir/R4/search.html#prefix */
function numberCondition(sql: string, { prefix, value, low, high }: QuantityValue): Condition {
  switch (prefix) {
    case 'eq':
      return where(`${sql} >= ? AND ${sql} < ?`, low, high);
    case 'ne':
      return where(`${sql} < ? OR ${sql} >= ?`, low, high);
    case 'gt':
    case 'sa':
      return where(`${sql} > ?`, value);
    case 'lt':
    case 'eb':
      return where(`${sql} < ?`, value);
    case 'ge':
      return where(`${sql} >= ?`, value);
    case 'le':
      return where(`${sql} <= ?`, value);
    case 'ap':
      return where(`${sql} BETWEEN ? AND ?`, low, high);
  }
}

/** A day is a range: it equals a range that contains it, and is greater than one it extends beyond. */
function dayCondition(sql: string, { prefix, low, high }: DateValue): Condition {
  const is = (comparison: string, day: number): Condition => where(`${sql} ${comparison} ?`, dayText(day));
  const [firstBegun, lastBegun] = [Math.ceil(low / DAY), Math.floor(high / DAY)];
  const [firstEnding, lastEnding] = [Math.ceil((low + 1) / DAY) - 1, Math.floor((high + 1) / DAY) - 1];
  switch (prefix) {
    case 'eq':
      return allOf([is('>=', firstBegun), is('<=', lastEnding)]);
    case 'ne':
      return anyOf([is('<', firstBegun), is('>', lastEnding)]);
    case 'gt':
      return is('>', lastEnding);
    case 'sa':
      return is('>', lastBegun);
    case 'lt':
      return is('<', firstBegun);
    case 'eb':
      return is('<', firstEnding);
    case 'ge':
      return anyOf([is('>', lastEnding), is('>=', firstBegun)]);
    case 'le':
      return anyOf([is('<', firstBegun), is('<=', lastEnding)]);
    case 'ap':
      return allOf([is('<=', lastBegun), is('>=', firstEnding)]);
  }
}

function dayText(day: number): string {
  return new Date(Math.min(Math.max(day, FIRST_DAY), LAST_DAY) * DAY).toISOString().slice(0, 10);
}

/** Bounding boxes, which an index can serve, and the great-circle distance for what is inside them. */
function circleCondition(north: string, east: string, { radius, ...centre }: CircleValue): Condition {
  const boxes = boxesAround(centre, radius).map((box) =>
    where(`${north} BETWEEN ? AND ? AND ${east} BETWEEN ? AND ?`, box.south, box.north, box.west, box.east),
  );
  const half = (sql: string): string => `POW(SIN(RADIANS(${sql} - ?) / 2), 2)`;
  const distance = where(
    `2 * ${EARTH_RADIUS} * ASIN(SQRT(LEAST(1, ${half(north)} + COS(RADIANS(?)) * COS(RADIANS(${north})) * ${half(east)}))) <= ?`,
    ...[centre.latitude, centre.latitude, centre.longitude, radius],
  );
  return allOf([anyOf(boxes), distance]);
}
