export { diff } from './diff';
