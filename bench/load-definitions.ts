import { ProfileRegistry, validateProfiles } from '../src/fhir/profile';
import { conforming, PROFILES, profileUrl } from './definition-fixtures';

/** The cost of loading a folder of definitions. */
export interface DefinitionsLoad {
  readonly seconds: number;
  /** Peak growth of the process, bytes. */
  readonly residentBytes: number;
  /** Heap still in use afterwards, bytes. */
  readonly heapBytes: number;
}

async function load(folder: string): Promise<DefinitionsLoad> {
  const heap = heapInUse();
  const resident = process.memoryUsage.rss();
  const start = performance.now();
  const registry = new ProfileRegistry();
  const problems = await registry.loadPackages(folder);
  const seconds = (performance.now() - start) / 1_000;
  const residentBytes = process.resourceUsage().maxRSS * 1_024 - resident;
  const heapBytes = heapInUse() - heap;
  if (problems.length > 0) throw new Error(problems.map(({ source, text }) => `${source}: ${String(text)}`).join('\n'));
  for (let index = 0; index < PROFILES; index += 1) assertChecked(registry, index);
  return { seconds, residentBytes, heapBytes };
}

/** A profile that accepts everything, or nothing, was not compiled. */
function assertChecked(registry: ProfileRegistry, index: number): void {
  const resource = conforming(index);
  const url = profileUrl(index);
  const faults = validateProfiles(resource, registry, [url]);
  if (faults.length > 0) throw new Error(`${url} refuses what conforms: ${String(faults[0]!.text)}`);
  const { identifier: _, ...without } = resource;
  if (validateProfiles(without, registry, [url]).length === 0)
    throw new Error(`${url} lets pass what does not conform`);
}

function heapInUse(): number {
  gc!();
  return process.memoryUsage().heapUsed;
}

load(process.argv[2]!).then(
  (answer) => process.send!(answer),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
