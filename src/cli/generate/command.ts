import type { Command } from '../command';
import { say } from '../messages';

export const command: Command = {
  name: 'generate',
  summary: say`make up a national directory, as NDJSON`,
  description: [
    say`Writes a coherent directory: legal entities, their sites and what is inside of them, offers with their places and capacities, professionals and what they do, spread over all departments by population. All names and numbers are made up; FINESS, SIREN, SIRET and RPPS numbers have valid keys.`,
    say`The same seed gives the same bytes on every machine; a larger count gives more resources after those. Each resource comes after the ones it refers to.`,
  ],
  options: [
    { flags: '--count <number>', text: say`how many resources`, default: '20000' },
    { flags: '--seed <text>', text: say`what the directory is drawn from`, default: 'ror' },
    { flags: '--output <file>', text: say`where it goes, in place of standard output; zipped where the name ends with .gz` },
  ],
  examples: [
    ['generate --count 200000 --output directory.ndjson.gz', say`a directory of the size of the country`],
    ['generate --count 1000 | ror-fhir import -', say`a small one, into the database of DATABASE_URL`],
  ],
}; // prettier-ignore
