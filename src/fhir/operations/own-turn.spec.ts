import type { JsonObject } from '../json';
import type { RequestContext } from '../plugin/request-context';
import type { DefinitionLibrary } from '../profile/definition-library';
import type { ServiceRegistry } from '../service/service-registry';
import { DiffService } from './diff.service';
import { ValidateService } from './validate.service';
import type { WriteTrial } from './write-trial';

const CONTEXT = { interaction: 'read', type: 'Organization' } as RequestContext;
const resource: JsonObject = { resourceType: 'Organization', name: 'a' };

/** Whether other callbacks ran before the work was finished. */
async function othersFirst(work: () => Promise<unknown>): Promise<boolean> {
  let had = false;
  setImmediate(() => (had = true));
  await work();
  return had;
}

describe('an operation does its work in another turn than that in which the body is read', () => {
  it('$validate', async () => {
    const library = { issues: () => [] } as unknown as DefinitionLibrary;
    const services = { find: () => undefined } as unknown as ServiceRegistry;
    const service = new ValidateService(library, services, undefined as unknown as WriteTrial);
    const work = () => service.validate(CONTEXT, { resource, at: [], mode: 'profile', profiles: [] });
    expect(await othersFirst(work)).toBe(true);
  });

  it('$diff', async () => {
    const service = new DiffService(undefined as unknown as ServiceRegistry);
    expect(await othersFirst(() => service.between(CONTEXT, { resource }, { resource }))).toBe(true);
  });
});
