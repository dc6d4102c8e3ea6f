import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { readTar, type TarLimits } from './read-tar';

export interface PackageReader {
  /** Receives a definition. It is only kept in memory until this returns. */
  resource(resource: JsonObject): void;
  /** Receives the name of a file that could not be read, and the reason. */
  unreadable(file: string, text: string): void;
}

/** Maximum bytes of one definition; the largest of HL7's own have 4 MB. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Limits for one package; that of R4 has 130 MB and 5,000 files. */
const LIMITS: TarLimits = { bytes: 4 * 1024 ** 3, entries: 100_000 };
const DEFINITION_FILE = /^package\/[^/]+\.json$/;
const NO_DEFINITIONS = new Set(['package/package.json', 'package/.index.json']);
const DEFINITION = /"resourceType"\s*:\s*"(?:StructureDefinition|ValueSet|CodeSystem|Bundle)"/;

/**
 * Reads the definitions in a folder, in the order of file names: FHIR NPM packages and separate JSON files.
 *
 * @param limits limits for one package
 * @throws Error with an explanation when the folder cannot be read
 */
export async function readPackages(folder: string, reader: PackageReader, limits = LIMITS): Promise<void> {
  const files = (await namesIn(folder)).sort();
  for (const file of files) {
    try {
      if (file.endsWith('.tgz')) await readPackage(join(folder, file), file, reader, limits);
      else if (file.endsWith('.json')) readDefinition(await readFile(join(folder, file)), file, reader);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      reader.unreadable(file, `It cannot be read: ${why.replace(/[.?!]$/, '')}.`);
    }
  }
}

async function readPackage(path: string, file: string, reader: PackageReader, limits: TarLimits): Promise<void> {
  const packed = createReadStream(path);
  const unpacked = createGunzip();
  packed.on('error', (cause) => unpacked.destroy(cause));
  packed.pipe(unpacked);
  try {
    const wanted = readTar(
      unpacked,
      limits,
      (name, size) => DEFINITION_FILE.test(name) && !NO_DEFINITIONS.has(name) && size <= MOST_BYTES,
    );
    for await (const entry of wanted) readDefinition(entry.content, `${file}: ${entry.path}`, reader);
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}

function readDefinition(content: Buffer, source: string, reader: PackageReader): void {
  const text = content.toString('utf8').replace(/^\uFEFF/, '');
  if (!DEFINITION.test(text)) return;
  let json: JsonValue;
  try {
    json = JSON.parse(text) as JsonValue;
  } catch (cause) {
    return reader.unreadable(source, `It is not JSON: ${(cause as Error).message}.`);
  }
  for (const resource of definitionsIn(json)) reader.resource(resource);
}

function definitionsIn(json: JsonValue | undefined): JsonObject[] {
  if (!isJsonObject(json)) return [];
  if (json.resourceType !== 'Bundle') return [json];
  return Array.isArray(json.entry)
    ? json.entry.flatMap((entry) => (isJsonObject(entry) ? definitionsIn(entry.resource) : []))
    : [];
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new Error(`The folder of packages cannot be read: ${(cause as Error).message}`, { cause });
  }
}
