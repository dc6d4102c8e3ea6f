import { readFileSync } from 'node:fs';
import { alternatives, type Message, type Places, type Position, say, SentenceError } from '../../fhir';
import { sampleCommunes } from './sample-communes';

/** Column names in the published lists of communes; the first one present is used. */
const COLUMNS = {
  code: ['code', 'code_insee', 'code_commune_insee', 'com', 'insee'],
  latitude: ['latitude', 'latitude_centre', 'latitude_mairie', 'lat'],
  longitude: ['longitude', 'longitude_centre', 'longitude_mairie', 'lon'],
} as const;
const CODE = /^(?:\d{5}|2[AB]\d{3})$/;

/** Centres of communes by their code in the official geographic code (COG). */
export class Communes implements Places {
  readonly called = 'code INSEE';

  constructor(private readonly centres: ReadonlyMap<string, Position>) {}

  get size(): number {
    return this.centres.size;
  }

  find(code: string): Position | undefined {
    return this.centres.get(code.toUpperCase());
  }
}

/** The communes of the sample directory. */
export function communesOfTheSample(): Communes {
  return new Communes(
    new Map(sampleCommunes.map(([code, , latitude, longitude]) => [code, { latitude, longitude }] as const)),
  );
}

/**
 * Reads a list of communes from a CSV file in UTF-8, whose columns are separated by comma, semicolon or tab and named
 * in the first line. It uses the code and the coordinates of the centre in decimal degrees (WGS 84) and ignores other
 * columns.
 * @throws SentenceError in one sentence that says what is wrong with the file
 */
export function readCommunes(file: string): Communes {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SentenceError(say`ROR_COMMUNES: ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  try {
    return new Communes(centresOf(text));
  } catch (cause) {
    throw new SentenceError(say`ROR_COMMUNES: ${file} cannot be used: ${textOf(cause)}`, { cause });
  }
}

function textOf(cause: unknown): Message | string {
  return cause instanceof SentenceError ? cause.text : String(cause);
}

/** @throws SentenceError that says what is wrong and in which line */
function centresOf(text: string): Map<string, Position> {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const separator = [';', '\t', ','].find((each) => head.includes(each)) ?? ',';
  const names = cellsOf(head, separator).map((name) => name.toLowerCase());
  const [code, latitude, longitude] = (['code', 'latitude', 'longitude'] as const).map((wanted) => {
    const at = COLUMNS[wanted].map((name) => names.indexOf(name)).find((each) => each !== -1);
    if (at === undefined) throw new SentenceError(say`it has no column ${alternatives(COLUMNS[wanted])}`);
    return at;
  }) as [number, number, number];
  const centres = new Map<string, Position>();
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const cells = cellsOf(line, separator);
    const name = (cells[code] ?? '').toUpperCase();
    // Some lists have no position for a commune that no longer exists.
    if (!cells[latitude] || !cells[longitude]) continue;
    const position = { latitude: Number(cells[latitude]), longitude: Number(cells[longitude]) };
    if (!CODE.test(name)) throw new SentenceError(say`line ${at + 2} has no code of a commune, such as 44162 or 2A004`);
    if (!(Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180)) {
      throw new SentenceError(say`line ${at + 2} has no latitude and longitude in decimal degrees`);
    }
    centres.set(name, position);
  }
  if (centres.size === 0) throw new SentenceError(say`there is no commune in it`);
  return centres;
}

/** Cells may be in double quotes; a doubled quote inside stands for one. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells = [''];
  let isQuoted = false;
  for (const [piece] of line.matchAll(/""|[^]/g)) {
    if (piece === '"' || (piece === '""' && !isQuoted)) isQuoted = piece === '"' ? !isQuoted : isQuoted;
    else if (piece === separator && !isQuoted) cells.push('');
    else cells[cells.length - 1] += piece === '""' ? '"' : piece;
  }
  return cells.map((cell) => cell.trim());
}
