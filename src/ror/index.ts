import type { PluginModule } from '../fhir';
import { communesOfTheSample, type Communes } from './communes/communes';
import { communesPlugin } from './communes/communes-plugin';
import { HealthcareServiceModule } from './healthcare-service/healthcare-service.module';
import { LocationModule } from './location/location.module';
import { OrganizationModule } from './organization/organization.module';
import { PractitionerRoleModule } from './practitioner-role/practitioner-role.module';
import { PractitionerModule } from './practitioner/practitioner.module';
import { RorConventionsModule, type RorOptions } from './ror-conventions.module';

export { readClients, type ClientDirectory } from './access/client-file';
export { RorAccessModule } from './access/ror-access.module';
export type { RorAccessOptions } from './access/ror-access-policy';
export { readCommunes, type Communes } from './communes/communes';
export { rorPatchDialect } from './patch-dialect';
export type { RorOptions } from './ror-conventions.module';
export { generateDirectory, type GeneratedDirectory } from './generate/generate-directory';
export { sampleDirectory } from './sample/sample-directory';
export { USER_HEADERS } from './access/user-headers';
export { sampleTitle } from './sample/sample-title';

/** Every resource type of the directory, one line per type. */
const resources: readonly PluginModule[] = [
  OrganizationModule,
  HealthcareServiceModule,
  PractitionerModule,
  PractitionerRoleModule,
  LocationModule,
];

export interface RorData {
  /** Centres of communes for searches by distance; default: those of the sample directory. */
  readonly communes?: Communes;
}

/** The ROR directory, as plugins of the FHIR server. */
export function rorPlugins(options: RorOptions & RorData = { telecomSystem: true }): readonly PluginModule[] {
  const { communes = communesOfTheSample() } = options;
  return [...resources, communesPlugin(communes), RorConventionsModule.forRoot(options)];
}
