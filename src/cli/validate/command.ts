import type { Command } from '../command';
import { say } from '../messages';

export const command: Command = {
  name: 'validate',
  summary: say`check files against R4, the ROR profiles and the directory's rules`,
  description: [
    say`Checks resources as $validate does, without a database: R4, the profiles each resource names and those of its type, and the rules that look at one resource alone. NDJSON, Bundles, single resources in JSON or XML, with or without .gz; a folder is read with all below it.`,
    say`What is found goes to standard output, a line each; the count goes to standard error.`,
  ],
  arguments: [{ name: '<path...>', text: say`files and folders; - is standard input` }],
  options: [
    { flags: '--format <format>', text: say`how findings are written; json is one document, ndjson a line a resource`, choices: ['text', 'json', 'ndjson'], default: 'text' },
    { flags: '--fail-on <severity>', text: say`the least severity that makes the exit code 1`, choices: ['error', 'warning'], default: 'error' },
    { flags: '--profile <url...>', text: say`check against these profiles, in place of those of the resource and its type` },
    { flags: '--packages <folder>', text: say`FHIR packages with more definitions, in place of PACKAGES_FOLDER` },
  ], // prettier-ignore
  examples: [
    ['validate data/', say`in a build: the exit code is 1 when a resource has an error`],
    ['validate export.ndjson.gz --format ndjson --fail-on warning > findings.ndjson', say`keep what is found`],
  ],
};
