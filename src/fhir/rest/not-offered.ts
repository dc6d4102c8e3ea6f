import { say, sentences, type Message, type Text } from '../messages';
import { isResourceType } from '../model/definitions';
import { nearest } from '../model/nearest';
import type { OperationRegistry } from '../service/operations/operation-registry';
import type { Interaction, ResourceDefinition } from '../plugin/resource-definition';
import { searchableType } from '../search';
import { typesServed } from '../service/types-served';

/** A request that no route matches. */
export interface Place {
  readonly method: string;
  /** The URL has parameters. */
  readonly hasQuery: boolean;
  /** Path segments below the base. */
  readonly segments: readonly string[];
  readonly definitions: ReadonlyMap<string, ResourceDefinition>;
  readonly operations: Pick<OperationRegistry, 'allowedAt' | 'names'>;
  /** Base URL of this server, without a trailing slash. */
  readonly baseUrl: string;
}

/** A FHIR feature that is not offered: its name, and an alternative. */
export interface Refusal {
  readonly text: Message;
  readonly hint: Text;
}

interface Feature {
  /** Whether the request asks for the feature. */
  isAsked(place: Place): boolean;
  refusal(place: Place): Refusal;
}

/** The FHIR feature a request asks for that is not offered; undefined when it asks for none. */
export function notOffered(place: Place): Refusal | undefined {
  return FEATURES.find((feature) => feature.isAsked(place))?.refusal(place);
}

const META = /^\$meta(?:-add|-delete)?$/;

/** The first match applies. */
const FEATURES: readonly Feature[] = [
  {
    isAsked: (place) => isRead(place) && isAt(place, '') && !place.hasQuery,
    refusal: ({ baseUrl, definitions, operations }) => ({
      text: say`${baseUrl} is the base of this server, where there is nothing to read`,
      hint: sentences(
        say`Its capabilities are at ${baseUrl}/metadata.`,
        say`A Bundle of type batch or transaction is sent here with POST.`,
        ...severalTypes(baseUrl, definitions),
        say`Operations: ${operations.names.join(', ')}.`,
        typesServed(definitions.keys()),
      ),
    }),
  },
  {
    isAsked: (place) => (isRead(place) && isAt(place, '')) || (place.method === 'POST' && isAt(place, '_search')),
    refusal: (place) => ({
      text: say`A search over all types is not offered, because no type here can be searched`,
      hint: say`Read a resource by its id: GET ${exampleType(place)}/1234. ${typesServed(place.definitions.keys())}`,
    }),
  },
  {
    isAsked: ({ segments: [type] }) => type === 'Bundle',
    refusal: ({ baseUrl }) => ({
      text: say`Bundles are not stored here: they are carried out`,
      hint: say`Send a Bundle of type batch or transaction to the base: POST ${baseUrl}`,
    }),
  },
  {
    isAsked: (place) => isRead(place) && isAt(place, '_history'),
    refusal: (place) => ({
      text: say`The history of all types is not offered, because no type here has a history`,
      hint: say`Read the history of one resource: GET ${exampleType(place)}/1234/_history.`,
    }),
  },
  {
    isAsked: (place) => isRead(place) && isAt(place, typeOf(place), '_history'),
    refusal: (place) => ({
      text: say`The history of a whole type is not offered here: its store does not list versions by time`,
      hint: isServed(place, 'history-instance')
        ? say`Read the history of one resource: GET ${exampleType(place)}/1234/_history.`
        : say`Search by time: GET ${exampleType(place)}?_lastUpdated=ge2026-01-31.`,
    }),
  },
  {
    isAsked: ({ segments, operations }) => segments.at(-1) === '$export' && !operations.allowedAt(segments),
    refusal: (place) => ({
      text: say`Bulk export ($export) is not offered there`,
      hint: place.operations.names.includes('$export')
        ? say`Export all types by GET ${place.baseUrl}/$export, or one by GET ${exampleType(place)}/$export.`
        : say`Search page by page: GET ${exampleType(place)}?_count=1000, then the next link of each page.`,
    }),
  },
  {
    isAsked: (place) => isUnknownOperation(place) && place.segments.at(-1) === '$expand',
    refusal: ({ baseUrl }) => ({
      text: say`The operation $expand is not offered`,
      hint: say`Read the value set: GET ${baseUrl}/ValueSet?url=…`,
    }),
  },
  {
    isAsked: ({ segments, operations }) => META.test(segments.at(-1) ?? '') && !operations.allowedAt(segments),
    refusal: (place) => ({
      text: say`The operation ${place.segments.at(-1)!} is not offered there`,
      hint: say`It exists for a single resource: ${exampleType(place)}/1234/${place.segments.at(-1)!}.`,
    }),
  },
  {
    isAsked: isUnknownOperation,
    refusal: (place) => {
      const { names } = place.operations;
      const name = place.segments.at(-1)!;
      const meant = nearest(name, names);
      return {
        text: meant
          ? say`The operation ${name.slice(0, 80)} is not offered; did you mean ${meant}?`
          : say`The operation ${name.slice(0, 80)} is not offered`,
        hint: sentences(...insteadOf(name, place), say`Operations of this server: ${names.join(', ')}.`),
      };
    },
  },
  {
    isAsked: (place) => place.method === 'PUT' && isAt(place, typeOf(place)) && isServed(place, 'update'),
    refusal: (place) => ({
      text: say`Conditional update (PUT with criteria instead of an id) is not supported by the database of this type`,
      hint: say`Search by GET ${exampleType(place)}?identifier=system|value, then PUT to ${exampleType(place)}/[id]; or PATCH ${exampleType(place)}?identifier=system|value.`,
    }),
  },
  {
    isAsked: (place) => place.method === 'DELETE' && isAt(place, typeOf(place)) && isServed(place, 'delete'),
    refusal: (place) => ({
      text: say`Conditional delete (DELETE with criteria instead of an id) is not supported by the database of this type`,
      hint: say`Search by GET ${exampleType(place)}?identifier=system|value, then DELETE ${exampleType(place)}/[id].`,
    }),
  },
  {
    isAsked: ({ method, segments: [, , inside = '', ...more] }) =>
      (more.length === 0 || (method === 'POST' && more.join('/') === '_search')) &&
      (inside === '*' || isResourceType(inside)),
    refusal: (place) => ({
      text: say`Searching in a compartment is not offered`,
      hint: sentences(
        ...(byReference(place) ?? [say`Search by GET ${exampleType(place)}?identifier=system|value.`]),
        typesServed(place.definitions.keys()),
      ),
    }),
  },
];

/** Searches that answer the questions of an operation of R4. */
function insteadOf(name: string, { definitions }: Place): readonly Message[] {
  if (name !== '$everything' && name !== '$graphql') return [];
  const [searched] = [...definitions.values()].filter(({ interactions }) => interactions.includes('search-type'));
  return searched
    ? [say`Related resources come with a search by _include and _revinclude, and parts of them by _elements.`]
    : [];
}

/** The searches by reference that find what a compartment would: of `Practitioner/1/PractitionerRole`, for example. */
function byReference({ segments: [type = '', id = '', inside = ''], ...place }: Place): readonly Message[] | undefined {
  const definition = place.definitions.get(inside);
  if (!place.definitions.has(type) || !definition?.interactions.includes('search-type')) return undefined;
  const addresses = searchableType(definition)
    .parameters.filter(({ reference }) => reference?.targets?.includes(type) === true)
    .map(({ code }) => `GET ${place.baseUrl}/${inside}?${code}=${type}/${id.slice(0, 80)}`);
  return addresses.length === 0 ? undefined : [say`Search by the reference: ${addresses.join(', ')}.`];
}

/** How to search several types at once, where that is possible. */
function severalTypes(baseUrl: string, definitions: Place['definitions']): readonly Message[] {
  const searched = [...definitions.values()].filter(({ interactions }) => interactions.includes('search-type'));
  if (searched.length < 2) return [];
  const [one, other] = searched.map(({ type }) => type);
  return [say`To search several types together: GET ${baseUrl}?_type=${one!},${other!}.`];
}

function isUnknownOperation({ segments, operations }: Place): boolean {
  const name = segments.at(-1);
  return name?.startsWith('$') === true && !operations.names.includes(name);
}

function isRead({ method }: Place): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** @param path joined with slashes; empty for the base */
function isAt({ segments }: Place, ...path: string[]): boolean {
  return segments.join('/') === path.join('/');
}

/** The served type in the URL; otherwise a string that matches nothing. */
function typeOf({ segments: [type = ''], definitions }: Place): string {
  return definitions.has(type) ? type : '\0';
}

function isServed({ segments: [type = ''], definitions }: Place, interaction: Interaction): boolean {
  return definitions.get(type)?.interactions.includes(interaction) === true;
}

/** URL of the requested type, or of another served one. */
function exampleType({ segments: [type = ''], definitions, baseUrl }: Place): string {
  const [first = '[type]'] = definitions.keys();
  return `${baseUrl}/${definitions.has(type) ? type : first}`;
}
