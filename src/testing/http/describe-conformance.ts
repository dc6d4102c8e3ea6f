import type { CapabilityStatement, FhirResource } from 'fhir/r4';
import { client } from '../app/client';
import { runnerOf, type TestRunner } from '../runner';
import type { Served } from './row';
import { rowsFor } from './rows-for';
import { TABLES } from './tables';
import { Trial } from './trial';
import { EVERYTHING, type TypeCase } from './type-case';
import { JSON_WIRE, XML_WIRE } from './wire';

export interface ConformanceOptions {
  readonly title?: string;
  /** Sent with every request, such as `Authorization`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Formats to test; default: both. */
  readonly formats?: readonly ('JSON' | 'XML')[];
  readonly runner?: TestRunner;
}

export interface StartedServer {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  close?(): Promise<void>;
}

/**
 * Tests the requirements of FHIR's REST API by tables of requests and answers, in JSON and XML: reads, versions,
 * content negotiation, caching, writes with `If-Match`, PATCH in three languages, `Prefer`, searches. An interaction
 * that is not among the `interactions` of a type must be refused (405, with `Allow`); a row that also needs such an
 * interaction is skipped, and the runner reports it. Every row runs for the first type, and a sample of the rows for
 * each of the others.
 * @param types by their R4 names
 */
export function describeConformance(
  start: () => Promise<StartedServer>,
  types: { readonly [Type in FhirResource['resourceType']]?: TypeCase<Extract<FhirResource, { resourceType: Type }>> },
  { title = 'FHIR REST', headers = {}, formats = ['JSON', 'XML'], runner }: ConformanceOptions = {},
): void {
  const { describe, it, beforeAll, afterAll } = runnerOf(runner);
  const wires = [JSON_WIRE, XML_WIRE].filter(({ name }) => formats.includes(name));
  describe(title, () => {
    let server: StartedServer;
    let statement: CapabilityStatement;
    beforeAll(async () => {
      server = await start();
      statement = await client(server, headers).capabilities();
    });
    afterAll(async () => server?.close?.());

    for (const [index, [type, about]] of Object.entries(types).entries()) {
      const { interactions = EVERYTHING } = about;
      const served = (interaction: Served): boolean => interactions.includes(interaction);
      for (const wire of wires) {
        const tried = (): Trial => new Trial(server, statement, type, about, wire, headers);
        for (const [table, { rows, ownFormats = false }] of Object.entries(TABLES)) {
          if (ownFormats && wire !== wires[0]) continue;
          describe(`${table} ${type} in ${wire.name}`, () => {
            for (const row of rowsFor(rows, index)) {
              const missing = served(row.interaction) ? (row.needs ?? []).find((each) => !served(each)) : undefined;
              if (missing === undefined) it(row.rule, () => tried().run(row, served));
              // The type does not offer that interaction. The row is skipped and named, so that it is not mistaken for
              // one that passed.
              else it.skip(`${row.rule} (needs ${missing})`, () => tried().run(row, served));
            }
          });
        }
        describe(`what ${type} is served with, in ${wire.name}`, () => {
          it('the CapabilityStatement declares it', async () => tried().serves(interactions));
          it('OPTIONS lists it', () => tried().options(served));
          it('TRACE is refused', () => tried().trace());
        });
      }
    }
  });
}
