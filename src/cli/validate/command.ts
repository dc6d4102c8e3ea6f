import type { Command } from '../command';
import { say } from '../messages';

export const command: Command = {
  name: 'validate',
  summary: say`validate files against R4, the ROR profiles and the directory's rules`,
  description: [
    say`Validates resources as $validate does, without a database: against R4, the profiles each resource declares and those of its type, and the rules that concern a single resource. Reads NDJSON, Bundles, and single resources in JSON or XML, also as .gz; folders are read recursively.`,
    say`Findings are written to standard output, one per line, and their count to standard error.`,
  ],
  arguments: [{ name: '<path...>', text: say`files or folders; - is standard input` }],
  options: [
    { flags: '--format <format>', text: say`format of findings; json is one document, ndjson has one line per resource`, choices: ['text', 'json', 'ndjson'], default: 'text' },
    { flags: '--fail-on <severity>', text: say`lowest severity for which the exit code is 1`, choices: ['error', 'warning'], default: 'error' },
    { flags: '--profile <url>', text: say`validate against this profile instead of those of the resource and its type`, several: 'commas' },
    { flags: '--packages <folder>', text: say`folder of FHIR packages with further definitions, instead of PACKAGES_FOLDER` },
  ], // prettier-ignore
  examples: [
    ['validate data/', say`validate in a build: the exit code is 1 if any resource has an error`],
    ['validate export.ndjson.gz --format ndjson --fail-on warning > findings.ndjson', say`save the findings to a file`],
  ],
};
