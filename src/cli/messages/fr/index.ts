import type { Translations } from '../../../fhir/messages';
import { commands } from './commands';
import { told } from './told';

/** French texts of the command line, one file per area. */
export const cliFrench: Translations = { ...commands, ...told };
