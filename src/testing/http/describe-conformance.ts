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
  /** Sent with every request: `Authorization`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What clients speak; default: both. */
  readonly formats?: readonly ('JSON' | 'XML')[];
  readonly runner?: TestRunner;
}

export interface StartedServer {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  close?(): Promise<void>;
}

/**
 * What FHIR's REST asks of a server, as tables of requests and answers in JSON and XML: reading, versions, negotiation, caching,
 * writes with `If-Match`, PATCH in three languages, `Prefer`, searches. What is not among the `interactions` of a type is
 * expected to be refused (405, with `Allow`); rows that need it besides are skipped, and the runner says so. Every row runs for
 * the first type, and a sample of rows for each of the others.
 * @param types by the names of R4
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
              // The type is not served with that: skipped and named, so that nobody takes the row for one that passed.
              else it.skip(`${row.rule} (needs ${missing})`, () => tried().run(row, served));
            }
          });
        }
        describe(`what ${type} is served with, in ${wire.name}`, () => {
          it('the CapabilityStatement tells it', async () => tried().serves(interactions));
          it('OPTIONS tells it', () => tried().options(served));
          it('TRACE is refused', () => tried().trace());
        });
      }
    }
  });
}
