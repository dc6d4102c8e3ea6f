export { validateResource, validationSteps, type ValidationOptions } from './validate-resource';
