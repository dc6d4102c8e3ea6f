export { repairElement, repairResource, type Repaired } from './repair';
