import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'import',
  summary: say`import resources from files into the database`,
  description: [
    say`Writes each resource under its own id, as PUT does: with hooks, validation as set by VALIDATION_LEVEL, the directory's rules, versions and indexes. A resource that is stored with the same content already gets no new version. Servers can keep running.`,
    say`References may point to resources that come later, in any of the files. Those whose target is still missing at the end are reported.`,
    say`A resource that is refused is written to the report with its file, line and OperationOutcome, and the import continues. An import that was interrupted or killed resumes where it stopped when it is run again with the same files.`,
  ],
  arguments: [{ name: '<path...>', text: say`files (NDJSON, Bundles, resources in JSON or XML, also as .gz) or folders; - is standard input` }],
  options: [
    DATABASE,
    { flags: '--report <file>', text: say`file for errors, as NDJSON`, default: 'import-report.ndjson' },
    { flags: '--state <file>', text: say`file from which an unfinished import resumes`, default: '.ror-fhir-import.json' },
    { flags: '--restart', text: say`start at the first file, even if an unfinished import could be resumed` },
    { flags: '--strict', text: say`repair nothing, and refuse resources that do not conform to the profiles` },
    { flags: '--batch <count>', text: say`number of resources written together`, default: '500' },
    { flags: '--workers <count>', text: say`threads that read and validate ahead while resources are written, for large imports; 0 for none (default: the number of processors minus two, at most 4)` },
  ],
  examples: [
    ['import directory.ndjson.gz', say`import a file into the database of DATABASE_URL`],
    ['import data/ --database mariadb://ror@db.example.org/ror --strict', say`import a folder into a MariaDB database`],
    ['generate | ror-fhir import -', say`import a generated directory`],
  ],
}; // prettier-ignore
