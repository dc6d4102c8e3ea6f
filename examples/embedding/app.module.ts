import { Module } from '@nestjs/common';
// In your own application, import from 'ror-fhir-facade', 'ror-fhir-facade/persistence' and 'ror-fhir-facade/ror'.
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
