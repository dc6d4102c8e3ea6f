import type { JsonObject } from '../../../src/fhir';
import { ProfileRegistry } from '../../../src/fhir/profile';
import { rorDefinitions } from '../../../src/ror/profiles';

export const rorRegistry = new ProfileRegistry();

/** The problems the engine reports about the definitions of the ROR. */
export const rorProblems = rorRegistry.load(rorDefinitions() as unknown as JsonObject[]);
