import type { StoreCapabilities } from '../ports/capabilities';
import type { SearchSupport } from '../ports/search';
import type { Interaction, ResourceDefinition } from './resource-definition';

/** A definition reduced to what its store supports. */
export interface ServedDefinition extends ResourceDefinition {
  /** The searches that its store supports. */
  readonly answered?: SearchSupport;
  /** What its store can sort by. */
  readonly sorted?: SearchSupport;
  /** Whether its store can sort by values of referenced resources. */
  readonly sortedOver?: boolean;
  /** Its resources can be exported; true when absent. */
  readonly exported?: boolean;
  /** PUT with an unknown id creates the resource. */
  readonly updateCreate: boolean;
  /** Conditional create, update and delete are supported. */
  readonly byCriteria: boolean;
}

/** Which store capabilities an interaction requires. */
const POSSIBLE: Readonly<Record<Interaction, (store: StoreCapabilities) => boolean>> = {
  read: () => true,
  vread: ({ versions }) => versions === 'kept',
  'history-instance': ({ history }) => history,
  'history-type': ({ history, typeHistory }) => history && typeHistory === true,
  'search-type': ({ search }) => !Array.isArray(search) || search.length > 0,
  create: ({ creates }) => creates,
  update: ({ updates }) => updates,
  patch: ({ updates }) => updates,
  delete: ({ deletes }) => deletes,
};

/**
 * What is served of a type: what its definition asks for and its store supports. A plugin is written once and runs on
 * any store, so unsupported features are left out rather than reported as errors.
 * @param updateCreate the server's setting
 */
export function servedDefinition(
  definition: ResourceDefinition,
  store: StoreCapabilities,
  updateCreate: boolean,
): ServedDefinition {
  return Object.freeze({
    ...definition,
    interactions: definition.interactions.filter((interaction) => POSSIBLE[interaction](store)),
    answered: store.search,
    sorted: store.sort ?? [],
    sortedOver: store.sortOver === true,
    exported: store.closed !== true,
    byCriteria: store.criteria === true,
    updateCreate: updateCreate && store.creates && store.ids === 'client',
  });
}
