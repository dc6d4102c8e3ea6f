import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'export',
  summary: say`write the resources of the database as NDJSON`,
  description: [
    say`Writes the current version of every resource as it is stored, a line each, as of one moment where the database can show one. Servers go on meanwhile; memory holds one page.`,
    say`Into a folder a file goes for each type, NAME.ndjson or NAME.ndjson.gz; else all types follow one another, on standard output or in one file. A file appears when it is whole.`,
  ],
  options: [
    DATABASE,
    { flags: '--type <types...>', text: say`these types; by default all` },
    { flags: '--since <instant>', text: say`what was written at or after this instant: 2026-01-31, or 2026-01-31T10:00:00Z` },
    { flags: '--filter <searches...>', text: say`of a type, what a search finds: Location?address-postalcode=35; of several for one type, one must find it` },
    { flags: '--elements <names...>', text: say`these elements alone, name or Type.name; resources are tagged SUBSETTED` },
    { flags: '--output <path>', text: say`a folder that is there, or a file; zipped where its name ends with .gz` },
    { flags: '--gzip', text: say`zip the files of a folder` },
  ],
  examples: [
    ['export --output directory.ndjson.gz', say`all there is, in one file`],
    ['export --type Location --since 2026-01-31 | grep 44162', say`what changed lately, on standard output`],
    ["export --type Location --filter 'Location?address-postalcode=35,22'", say`the places of two departments`],
    ['export --output /safe/place --gzip', say`a file for each type`],
  ],
}; // prettier-ignore
