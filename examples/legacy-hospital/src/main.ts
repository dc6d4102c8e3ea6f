import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { defineResource, FhirModule, FhirPlugin, r4SearchParameters, resourcePlugin } from 'ror-fhir-facade';
import { facadeStore, PersistenceModule } from 'ror-fhir-facade/persistence';
import { services } from './healthcare-service';
import { organizations } from './organization';

const url = process.env['DATABASE_URL'] ?? '';
const port = process.env['PORT'] ?? '3000';
const LEGACY = Symbol('the tables of the hospital group');

/** None of the group's tables can hold endpoints, so they are kept in tables of the framework, in the same database. */
const types = (['Organization', 'HealthcareService', 'Endpoint'] as const).map((type) =>
  defineResource({
    type,
    interactions: ['read', 'search-type', 'create', 'update', 'patch'],
    searchParameters: r4SearchParameters(type),
  }),
);

@FhirPlugin({
  providers: [facadeStore({ provide: LEGACY, tables: [organizations, services], database: { url } })],
  stores: { Organization: LEGACY, HealthcareService: LEGACY },
})
class LegacyPlugin {}

@Module({
  imports: [
    FhirModule.forRoot({
      baseUrl: `http://localhost:${port}/fhir`,
      plugins: [LegacyPlugin, ...types.map((type) => resourcePlugin(type))],
      persistence: PersistenceModule.forRoot({ url, migrationsRun: true }),
      software: { name: 'Legacy hospital', version: '1.0.0' },
    }),
  ],
})
class AppModule {}

void NestFactory.create(AppModule, { logger: ['error', 'warn'] }).then(async (app) => {
  app.enableShutdownHooks();
  await app.listen(port);
  console.log(`The FHIR server of the hospital group: http://localhost:${port}/fhir`);
});
