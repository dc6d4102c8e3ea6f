export { rorPatchDialect } from './ror-patch-dialect';
