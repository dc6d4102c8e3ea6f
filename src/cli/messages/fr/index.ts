import type { Translations } from '../../../fhir/messages';
import { commands } from './commands';
import { told } from './told';

/** What the command line says, in French, one file an area. */
export const cliFrench: Translations = { ...commands, ...told };
