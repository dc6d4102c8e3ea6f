import type * as Engine from 'fhirpath';

/**
 * The FHIRPath engine, loaded on first use: its 120 modules and tables take a tenth of the CPU time of a start, and a
 * server needs them only for patches, and for constraints of profiles.
 */
export function engine(): typeof Engine {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return require('fhirpath') as typeof Engine;
}

/** The types of R4 for the engine. */
export function r4(): Engine.Model {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return require('fhirpath/fhir-context/r4') as Engine.Model;
}

/** Loads it before somebody waits for it; its parser prepares itself with the first expression. */
export function warmEngine(): void {
  engine().parse("a.where(b='c')");
  r4();
}
