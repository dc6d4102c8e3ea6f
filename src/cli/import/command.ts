import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'import',
  summary: say`put resources from files into the database`,
  description: [
    say`Writes each resource under the id it has, as PUT does: hooks, validation by VALIDATION_LEVEL, the directory's rules, versions and index. What is there already with the same content makes no version. Servers may go on meanwhile.`,
    say`References may lead to what comes later, in whatever file; those that lead nowhere in the end are reported.`,
    say`What is refused goes to the report with its file, line and OperationOutcome, and the next one follows. An import that was stopped, or killed, goes on from where it was when it is run again with the same files.`,
  ],
  arguments: [{ name: '<path...>', text: say`NDJSON, Bundles, resources in JSON or XML, with or without .gz; folders; - is standard input` }],
  options: [
    DATABASE,
    { flags: '--report <file>', text: say`where faults go, as NDJSON`, default: 'import-report.ndjson' },
    { flags: '--state <file>', text: say`what an import that is not finished goes on from`, default: '.ror-fhir-import.json' },
    { flags: '--restart', text: say`begin at the first file, whatever was done before` },
    { flags: '--strict', text: say`mend nothing, and refuse what does not meet the profiles` },
    { flags: '--batch <count>', text: say`resources that are written together`, default: '200' },
    { flags: '--workers <count>', text: say`threads that read and check large imports while others are written; 0: none (default: one for each processor but two, 4 at most)` },
  ],
  examples: [
    ['import directory.ndjson.gz', say`into the database of DATABASE_URL`],
    ['import data/ --database mariadb://ror@db.example.org/ror --strict', say`a folder, into a server's database`],
    ['generate | ror-fhir import -', say`a directory that is made up`],
  ],
}; // prettier-ignore
