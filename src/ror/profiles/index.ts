export { relaxations, type Relaxation, type RelaxedFacet } from './relaxations';
export { codeSystemUrl } from '../shared/canonical';
export { rorDefinitions, rorExtensions, rorProfiles, type RorDefinition } from './ror-definitions';
export { NATIONAL_VALUE_SETS, type NationalValueSet } from './value-sets';
