import type { Translations } from '../../../fhir';
import { access } from './access';
import { dialect } from './dialect';
import { rules } from './rules';
import { searchDialect } from './search-dialect';
import { settings } from './settings';

/** French texts of the directory, one file per area. */
export const rorFrench: Translations = { ...access, ...dialect, ...rules, ...searchDialect, ...settings };
