import { Module } from '@nestjs/common';
import { RESOURCE_STORE } from '../../fhir';
import { MemoryResourceStore } from './memory-resource-store';

/** Replaces `PersistenceModule` where nothing needs to be kept. */
@Module({
  providers: [{ provide: RESOURCE_STORE, useClass: MemoryResourceStore }],
  exports: [RESOURCE_STORE],
})
export class MemoryPersistenceModule {}
