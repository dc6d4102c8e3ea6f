import type { DynamicModule } from '@nestjs/common';
import { FhirPlugin } from '../../fhir';
import { ROR_ACCESS_OPTIONS, RorAccessPolicy, type RorAccessOptions } from './ror-access-policy';

/** The access policy of the directory: who sees what. It needs an authenticator. */
@FhirPlugin({ name: 'ror-access', providers: [RorAccessPolicy] })
export class RorAccessModule {
  static forRoot(options: RorAccessOptions = {}): DynamicModule {
    return { module: RorAccessModule, providers: [{ provide: ROR_ACCESS_OPTIONS, useValue: options }] };
  }
}
