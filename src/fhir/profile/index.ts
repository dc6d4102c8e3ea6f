export { completeSnapshot } from './snapshot';
export { ProfileRegistry, type ProfileProblem } from './profile-registry';
export { validateProfiles, type ProfileValidationOptions } from './validate-profiles';
