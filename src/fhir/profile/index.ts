export { completeSnapshot } from './snapshot';
export { ProfileFault } from './profile-fault';
export { compileProfile, type CompiledProfile, type ProfileValidationOptions } from './compile-profile';
export type { DefinitionResolver } from './compiler-context';
export { ProfileRegistry, type ProfileProblem } from './profile-registry';
export { validateProfiles } from './validate-profiles';
export type { ValueSetContent } from './terminology/value-set-content';
