import type { StoreCapabilities } from '../ports/capabilities';
import type { SearchSupport } from '../ports/search';
import type { Interaction, ResourceDefinition } from './resource-definition';

/** A definition as its store lets it be served. */
export interface ServedDefinition extends ResourceDefinition {
  /** What its store can be asked. */
  readonly answered?: SearchSupport;
  /** What its store can sort by. */
  readonly sorted?: SearchSupport;
  /** Whether it sorts by what references lead to. */
  readonly sortedOver?: boolean;
  /** PUT on an unknown id creates it. */
  readonly updateCreate: boolean;
  /** What is created, updated or deleted may be named by criteria. */
  readonly byCriteria: boolean;
}

/** What an interaction asks of a store. */
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
 * What is served of a type: what its definition asks for and its store can do. A plugin is written once and runs on any
 * store, so what a store cannot do is left out, and no error.
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
    byCriteria: store.criteria === true,
    updateCreate: updateCreate && store.creates && store.ids === 'client',
  });
}
