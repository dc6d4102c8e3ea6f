import type { Command } from '../command';
import { say } from '../messages';
import { DATABASE } from '../options';

export const command: Command = {
  name: 'export',
  summary: say`export the resources in the database as NDJSON`,
  description: [
    say`Writes the current version of every resource as it is stored, one per line, and all as of one moment if the database supports snapshots. Servers can keep running. Only one page is held in memory.`,
    say`If the output is a folder, each type gets its own file, TYPE.ndjson or TYPE.ndjson.gz. Otherwise all types follow one another in one file or on standard output. A file appears once it is complete.`,
  ],
  options: [
    DATABASE,
    { flags: '--type <type>', text: say`only this type (default: all)`, several: 'commas' },
    { flags: '--since <instant>', text: say`only resources changed at or after this date or instant: 2026-01-31, 2026-01-31T10:00:00Z` },
    { flags: '--filter <search>', text: say`only resources of a type that match a search, Location?address-postalcode=35, or any of several searches for the type`, several: 'repeated' },
    { flags: '--elements <name>', text: say`only this element, as name or Type.name (resources are tagged SUBSETTED)`, several: 'commas' },
    { flags: '--output <path>', text: say`existing folder, or file, to write to; a file is compressed if its name ends with .gz` },
    { flags: '--gzip', text: say`compress the files written to a folder` },
  ],
  examples: [
    ['export --output directory.ndjson.gz', say`export everything to one file`],
    ['export --type Location --since 2026-01-31 | grep 44162', say`write recent changes to standard output`],
    ["export --type Location --filter 'Location?address-postalcode=35,22'", say`export the locations in two departments`],
    ['export --output /safe/place --gzip', say`write one file per type`],
  ],
}; // prettier-ignore
