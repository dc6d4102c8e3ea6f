import { NestFactory } from '@nestjs/core';
import { AppModule } from '../src/app.module';
import { readSettings } from '../src/config/settings';
import type { JsonObject } from '../src/fhir';
import { ResourceValidator } from '../src/fhir/service/resource-validator';
import { MemoryPersistenceModule } from '../src/persistence';

/**
 * The validation before a write, by the server's own parts: base R4, then the profiles of the ROR. It is strict, so
 * `judge` throws FhirError also for a resource that does not conform to a profile.
 */
export async function openJudge(): Promise<{ judge: (resource: JsonObject) => void; close: () => Promise<void> }> {
  const context = await NestFactory.createApplicationContext(
    AppModule.forRoot(readSettings({}), { persistence: MemoryPersistenceModule }),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  const judge = context.get(ResourceValidator, { strict: false });
  return {
    judge: (resource) => void judge.assertValid(resource, { interaction: 'update', handling: 'strict' }),
    close: () => context.close(),
  };
}
