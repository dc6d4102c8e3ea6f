import type { Command } from '../command';
import { say } from '../messages';

export const command: Command = {
  name: 'generate',
  summary: say`generate a fictitious national directory as NDJSON`,
  description: [
    say`Writes a coherent directory: legal entities with their sites and internal organisation, offers with their locations and capacities, and professionals with their roles, spread over all departments by population. All names and numbers are fictitious; FINESS, SIREN, SIRET and RPPS numbers have valid check digits.`,
    say`The same seed gives the same bytes on every machine; a larger count appends more resources. Each resource comes after those it refers to.`,
  ],
  options: [
    { flags: '--count <number>', text: say`number of resources`, default: '20000' },
    { flags: '--seed <text>', text: say`seed of the random generator`, default: 'ror' },
    { flags: '--output <file>', text: say`file to write to instead of standard output; compressed if its name ends with .gz` },
  ],
  examples: [
    ['generate --count 200000 --output directory.ndjson.gz', say`generate a directory the size of the country`],
    ['generate --count 1000 | ror-fhir import -', say`import a small one into the database of DATABASE_URL`],
  ],
}; // prettier-ignore
