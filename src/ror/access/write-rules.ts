import { isJsonObject, say, type Denial, type JsonObject } from '../../fhir';
import { CODE_SYSTEM } from '../shared/code-systems';
import { ANY_REGION, type ClientRights } from './client-rights';
import { objectsOf } from './codes';

type Resource = Readonly<JsonObject> | undefined;

/** Only suppliers may write. */
export function consumersRead({ role }: ClientRights): Denial | undefined {
  if (role === 'supplier') return undefined;
  return {
    text: say`A consumer of the directory can read but not write`,
    hint: say`Use your supplier client.`,
  };
}

/** A supplier may write resources of its own region, as stated by `meta.tag` both before and after the change. */
export function otherRegion(
  { region }: ClientRights,
  type: string,
  before: Resource,
  after: Resource,
): Denial | undefined {
  if (region === ANY_REGION) return undefined;
  const expression = `${type}.meta.tag`;
  if (region === undefined) return { text: say`The client has no region, so it cannot write in any` };
  if (!isOf(region, before)) {
    return { text: say`The resource comes from a region other than ${region}`, expression };
  }
  if (isOf(region, after)) return undefined;
  return {
    text: say`The resource would not belong to the region ${region}, the only one in which the client can write`,
    hint: say`Send meta.tag with the system ${CODE_SYSTEM.region} and the code ${region}, and no other region.`,
    expression,
  };
}

/** True when all regions of the resource are this one, or when there is no resource. */
function isOf(region: string, resource: Resource): boolean {
  if (!resource) return true;
  const { meta } = resource;
  const tags = isJsonObject(meta) ? objectsOf(meta['tag']) : [];
  const regions = tags.filter(({ system }) => system === CODE_SYSTEM.region);
  return regions.length > 0 && regions.every(({ code }) => code === region);
}
