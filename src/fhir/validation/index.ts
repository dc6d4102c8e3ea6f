export { validateResource, type ValidationOptions } from './validate-resource';
