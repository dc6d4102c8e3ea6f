import type { JsonObject } from '../json';
import type { PlanMaker } from '../service/operations/fhir-operation';
import type { RequestContext } from '../plugin/request-context';
import type { IdGenerator } from '../ports/clock';
import type { ServiceRegistry } from '../service/service-registry';
import type { StoreRegistry } from '../service/store-registry';

export interface PlanMakers {
  readonly services: ServiceRegistry;
  readonly stores: StoreRegistry;
  readonly newId: IdGenerator;
}

/** Creates the plans an operation writes with. Each has its own type and id in its context, for hooks. */
export function planMaker(context: RequestContext, { services, stores, newId }: PlanMakers): PlanMaker {
  const about = (type: string, id: string | undefined) => ({
    context: { ...context, type, id },
    conditions: {},
    isDerived: true as const,
    rules: services.of(type).resourceRules,
  });
  return {
    create(resource) {
      const { resourceType } = resource;
      const id = stores.capabilities(resourceType).ids === 'client' ? newId() : undefined;
      const { id: _, ...rest } = resource;
      const draft = { resource: jsonOf(id === undefined ? rest : { ...rest, id }) };
      return {
        ...about(resourceType, id),
        ...(id !== undefined && { id }),
        isNew: true,
        interaction: 'create',
        draft: () => draft,
      };
    },
    update(type, id, change) {
      const plan = about(type, id);
      return {
        ...plan,
        id,
        interaction: 'update',
        async draft(previous) {
          // Throws the precise error: not found, or deleted.
          if (!previous) await services.of(type).read(plan.context, id);
          const changed = change(previous as never);
          return changed && { resource: jsonOf({ ...changed, id }) };
        },
      };
    },
    delete(type, id) {
      const { rules: _, ...plan } = about(type, id);
      return { ...plan, id, interaction: 'delete' };
    },
  };
}

/** Narrows a resource made by a plugin to the type the pipeline uses. */
export function jsonOf(resource: object): JsonObject {
  return resource as JsonObject;
}
