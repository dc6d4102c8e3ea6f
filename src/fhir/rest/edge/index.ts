export type { ByteBudget } from './byte-budget';
export { Connections } from './connections';
export { guardServer, type GuardOptions } from './guard-server';
export { InFlight, SHARE_NAMES, type Share } from './in-flight';
export { readBody, type ReadBodyOptions } from './read-body';
export { weighAnswers } from './weigh-answers';
export { refuseFaulty } from './request-fault';
export { refuseWhileStarting } from './starting';
export { SlowReaders, type SlowReaderOptions } from './slow-readers';
