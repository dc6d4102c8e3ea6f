export { hasLongNarratives } from './long-narratives';
export { validateResource, validationSteps, type ValidationOptions } from './validate-resource';
