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

/** Completes contact points that say their channel in ROR's extension only; without a system R4 refuses them (cpt-2). */
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

/** What all ROR clients do, whatever the resource: the guide's way of writing patches and searches, and of naming channels. */
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
