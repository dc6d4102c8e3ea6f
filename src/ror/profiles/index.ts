export { relaxations, type Relaxation, type RelaxedFacet } from './relaxations';
export { rorDefinitions, rorExtensions, rorProfiles, type RorDefinition } from './ror-definitions';
