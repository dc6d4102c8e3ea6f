import { Injectable } from '@nestjs/common';
import { parseStored, type JsonObject } from '../json';
import { diff } from '../patch/diff';
import type { RequestContext } from '../plugin/request-context';
import { Pace } from '../service/pace';
import { ServiceRegistry } from '../service/service-registry';
import type { DiffSide } from './version-reference';

/** `$diff`: the FHIRPath Patch between two versions. Both sides are the client's views, so nothing hidden leaks. */
@Injectable()
export class DiffService {
  constructor(private readonly services: ServiceRegistry) {}

  /** Compares a version of an instance with the current one. Default: the version before the current one. */
  async ofInstance(context: RequestContext, fromVersion: string | undefined): Promise<JsonObject> {
    const { type, id = '' } = context;
    const service = this.services.of(type);
    const [before, current] =
      fromVersion === undefined
        ? await service.lastTwo(context, id)
        : [await service.vread(context, id, fromVersion), await service.read(context, id)];
    const [a, b] = await Promise.all([before, current].map((version) => service.shown(context, version)));
    return compare(parseStored(a!), parseStored(b!));
  }

  /** @throws FhirError `invalid-request` when the types differ */
  async between(context: RequestContext, from: DiffSide, to: DiffSide): Promise<JsonObject> {
    return compare(await this.resource(context, from), await this.resource(context, to));
  }

  private async resource(context: RequestContext, side: DiffSide): Promise<JsonObject> {
    if ('resource' in side) return side.resource;
    const { type, id, versionId } = side;
    const service = this.services.of(type);
    const typed = { ...context, type, id };
    const version = versionId ? await service.vread(typed, id, versionId) : await service.read(typed, id);
    return parseStored(await service.shown(typed, version));
  }
}

/** Runs in its own turn of the event loop, after the one that read the two sides. */
async function compare(before: JsonObject, after: JsonObject): Promise<JsonObject> {
  await new Pace().rest();
  return diff(before, after);
}
