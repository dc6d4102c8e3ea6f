export { client, type Answer, type FhirClient, type HeaderValues } from './app/client';
export { patchOf, type OperationParts } from './app/patch-of';
export type { ResourceOf, TypeName } from './app/resource-of';
export { sampleOf } from './app/sample-of';
export { startApp, type RunningApp, type StartAppOptions } from './app/start-app';
export type { TestRunner } from './runner';
export { describeMapping, type MappingCase } from './store/describe-mapping';
export { describeStore } from './store/describe-store';
export type { OpenStore, StoreCase } from './store/store-case';
export {
  describeConformance,
  type ConformanceOptions,
  type StartedServer,
  type TypeCase,
} from './http/describe-conformance';
