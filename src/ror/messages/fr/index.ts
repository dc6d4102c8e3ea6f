import type { Translations } from '../../../fhir';
import { access } from './access';
import { dialect } from './dialect';
import { rules } from './rules';
import { searchDialect } from './search-dialect';

/** What the directory itself says, in French, one file an area. */
export const rorFrench: Translations = { ...access, ...dialect, ...rules, ...searchDialect };
