import { readdirSync } from 'node:fs';
import type { Settings } from '../../config/settings';
import { cannotStart, faultOf } from '../../config/faults';
import { say } from '../../fhir';

/** @throws SentenceError when a folder that a setting names cannot be read */
export function checkFolders({ PACKAGES_FOLDER }: Pick<Settings, 'PACKAGES_FOLDER'>): void {
  if (PACKAGES_FOLDER === undefined) return;
  try {
    readdirSync(PACKAGES_FOLDER);
  } catch (cause) {
    throw cannotStart(faultOf('PACKAGES_FOLDER', say`a folder that can be read`, PACKAGES_FOLDER), { cause });
  }
}
