import { type DynamicModule, Inject, Injectable } from '@nestjs/common';
import { FhirPlugin, Hook, type HookPoints, type JsonObject } from '../fhir';
import { rorFrench } from './messages/fr';
import { rorPatchDialect } from './patch-dialect';
import { rorDefinitions } from './profiles';
import { rorSearchDialect } from './search-dialect';
import { deriveTelecomSystems } from './telecom-system';

const ROR_OPTIONS = Symbol('RorOptions');

export interface RorOptions {
  /** Derive a missing `ContactPoint.system` from the ROR communication channel. */
  readonly telecomSystem: boolean;
}

/** Completes contact points that state their channel only in ROR's extension; R4 requires a system (cpt-2). */
@Injectable()
class TelecomSystems {
  constructor(@Inject(ROR_OPTIONS) private readonly options: RorOptions) {}

  @Hook('resource.beforeValidate')
  complete({ context, resource, report }: HookPoints['resource.beforeValidate']['event']): Readonly<JsonObject> | void {
    if (!this.options.telecomSystem || context.handling === 'strict') return;
    const { resource: completed, applied } = deriveTelecomSystems(resource);
    applied.forEach(report);
    return completed;
  }
}

/** Conventions of all ROR clients on any resource: how the guide writes patches and searches and states channels. */
@FhirPlugin({
  patchDialect: rorPatchDialect,
  searchDialect: rorSearchDialect,
  definitions: rorDefinitions,
  messages: { fr: rorFrench },
  providers: [TelecomSystems],
})
export class RorConventionsModule {
  static forRoot(options: RorOptions): DynamicModule {
    return { module: RorConventionsModule, providers: [{ provide: ROR_OPTIONS, useValue: options }] };
  }
}
