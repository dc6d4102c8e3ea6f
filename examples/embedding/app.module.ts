import { Module } from '@nestjs/common';
// In an application of your own: 'ror-fhir-facade', and the same with '/persistence' and '/ror'.
import { FhirModule } from '../../src/fhir';
import { PersistenceModule } from '../../src/persistence';
import { rorPlugins } from '../../src/ror';
import { VisitsModule } from './visits.module';

/** FHIR at /api/fhir, in the database of the application. */
@Module({
  imports: [
    VisitsModule,
    FhirModule.forRoot({
      plugins: rorPlugins(),
      persistence: PersistenceModule.forDataSource(),
      baseUrl: 'http://localhost:3000/api/fhir',
      updateCreate: true,
      software: { name: 'Visits', version: '1.0.0' },
    }),
  ],
})
export class AppModule {}
