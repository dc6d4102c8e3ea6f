import { command as audit } from './audit/command';
import { command as backup } from './backup/command';
import type { Command } from './command';
import { command as exportCommand } from './export/command';
import { command as generate } from './generate/command';
import { command as importCommand } from './import/command';
import { command as migrate } from './migrate/command';
import { command as reindex } from './reindex/command';
import { command as serve } from './serve/command';
import { command as validate } from './validate/command';
import { command as verify } from './verify/command';

/** In the order of the help. What they run is in `runners.ts`. */
export const COMMANDS: readonly Command[] = [
  serve,
  importCommand,
  exportCommand,
  generate,
  validate,
  reindex,
  verify,
  audit,
  migrate,
  backup,
];
