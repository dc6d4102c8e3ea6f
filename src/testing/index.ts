export type { TestRunner } from './runner';
export { describeStore } from './store/describe-store';
export type { OpenStore, StoreCase } from './store/store-case';
