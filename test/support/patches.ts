export { patchOf, type OperationParts } from '../../src/testing/app/patch-of';
