import { Injectable } from '@nestjs/common';
import { parseStored, type JsonObject } from '../json';
import { diff } from '../patch/diff';
import type { RequestContext } from '../plugin/request-context';
import { Pace } from '../service/pace';
import { ServiceRegistry } from '../service/service-registry';
import type { DiffSide } from './version-reference';

/** `$diff`: the FHIRPath Patch between two versions. Each side is what the client may see of it, so nothing masked leaks. */
@Injectable()
export class DiffService {
  constructor(private readonly services: ServiceRegistry) {}

  /** Between a version of an instance (default: the one before the current) and the current one. */
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

  /** @throws FhirError `invalid-request` when the two are not of one type */
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

/** In a turn of its own, after that in which the two were read. */
async function compare(before: JsonObject, after: JsonObject): Promise<JsonObject> {
  await new Pace().rest();
  return diff(before, after);
}
