import { Injectable } from '@nestjs/common';
import { AccessControl } from '../access';
import { FhirError } from '../errors/fhir-error';
import { isJsonObject, parseStored, type JsonObject, type JsonValue } from '../json';
import { say } from '../messages';
import { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import type { EntryClause } from '../ports/search';
import type { StoredVersion } from '../ports/versions';
import { systemCode } from '../search';
import { Pace } from './pace';
import { ServiceRegistry } from './service-registry';
import { StoreRegistry } from './store-registry';

/** Maximum number of distinct values per list and type; each may require a search. */
const MOST_VALUES = 1_000;
/** Number of resources read at a time. */
const AT_ONCE = 20;

interface MetaList {
  readonly member: 'profile' | 'security' | 'tag';
  readonly kind: 'token' | 'uri';
  readonly code: string;
  /** Codes of the index entries that hold its values; a coding without a code has an entry for its system only. */
  readonly sampled: readonly string[];
}

/** The lists of a Meta that can be collected over many resources, with their search parameters. */
const LISTS: readonly MetaList[] = [
  { member: 'profile', kind: 'uri', code: '_profile', sampled: ['_profile'] },
  { member: 'security', kind: 'token', code: '_security', sampled: ['_security', systemCode('_security')] },
  { member: 'tag', kind: 'token', code: '_tag', sampled: ['_tag', systemCode('_tag')] },
];

/** Collects the profiles, security labels and tags in use in a type or on the server, as the client may see them. */
@Injectable()
export class MetaInUse {
  constructor(
    private readonly access: AccessControl,
    private readonly hooks: HookRegistry,
    private readonly services: ServiceRegistry,
    private readonly stores: StoreRegistry,
  ) {}

  /**
   * @throws FhirError `method-not-allowed` when the store of the type cannot list values; `too-large` when there are
   * too many
   */
  async ofType(context: RequestContext, type: string): Promise<JsonObject> {
    if (!this.stores.of(type).samples) throw notListed(type);
    return this.of(context, [type]);
  }

  /** Covers all types whose stores can list values. */
  async ofServer(context: RequestContext): Promise<JsonObject> {
    return this.of(context, [...this.stores.served.keys()].filter((type) => this.stores.of(type).samples)); // prettier-ignore
  }

  private async of(context: RequestContext, types: readonly string[]): Promise<JsonObject> {
    const meta: JsonObject = {};
    for (const list of LISTS) {
      const values = new Map<string, JsonValue>();
      for (const type of types) await this.collect(context, type, list, values);
      const sorted = [...values].sort(([one], [other]) => (one < other ? -1 : 1));
      if (sorted.length > 0) meta[list.member] = sorted.map(([, value]) => value);
    }
    return meta;
  }

  private async collect(
    context: RequestContext,
    type: string,
    list: MetaList,
    values: Map<string, JsonValue>,
  ): Promise<void> {
    const store = this.stores.of(type);
    const ids = new Set<string>();
    for (const code of list.sampled) {
      const found = await store.samples!({ type, kind: list.kind, code, limit: MOST_VALUES + 1 });
      if (found.length > MOST_VALUES) throw tooMany(type, list.code);
      for (const id of found) ids.add(id);
    }
    const looked = new Set<string>();
    const pace = new Pace();
    const sampled = [...ids];
    for (let at = 0; at < sampled.length; at += AT_ONCE) {
      for (const version of await this.read(type, sampled.slice(at, at + AT_ONCE))) {
        for (const [key, value] of valuesOf(version.json, list)) {
          if (values.has(key) || looked.has(key)) continue;
          looked.add(key);
          const seen = this.seesAll(context, type) ? value : await this.seen(context, type, list, key, value);
          if (seen !== undefined) values.set(key, seen);
          if (pace.isDue()) await pace.rest();
        }
      }
    }
  }

  private async read(type: string, ids: readonly string[]): Promise<readonly StoredVersion[]> {
    const store = this.stores.of(type);
    if (store.readEach) return store.readEach(ids.map((id) => ({ type, id })));
    const versions = await Promise.all(ids.map((id) => store.read(type, id)));
    return versions.filter((version) => version !== undefined);
  }

  private seesAll(context: RequestContext, type: string): boolean {
    return this.access.sight(context, type).isWhole && !this.hooks.has('resource.beforeShow');
  }

  /** The value as it appears in a visible resource; undefined when no visible resource has it. */
  private async seen(
    context: RequestContext,
    type: string,
    list: MetaList,
    key: string,
    value: JsonValue,
  ): Promise<JsonValue | undefined> {
    const service = this.services.of(type);
    const page = await service.search(context, { clauses: [clauseOf(list, value)], count: 1, countUpTo: 0 });
    for (const version of page.versions) {
      const shown = new Map(valuesOf(await service.shown(context, version), list));
      if (shown.has(key)) return shown.get(key);
    }
    return undefined;
  }
}

/** The values of the list, each with the key by which values are equal. */
function valuesOf(json: string | null, { member, kind }: MetaList): readonly (readonly [string, JsonValue])[] {
  if (json === null) return [];
  const { meta } = parseStored(json);
  const list = isJsonObject(meta) ? meta[member] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((value): (readonly [string, JsonValue])[] => {
    if (kind === 'uri') return typeof value === 'string' ? [[value, value]] : [];
    if (!isJsonObject(value) || isNeither(value)) return [];
    return [[JSON.stringify(tokenOf(value)), value]];
  });
}

/** A display alone cannot be searched. */
function isNeither({ system, code }: JsonObject): boolean {
  return typeof system !== 'string' && typeof code !== 'string';
}

/** Each is empty when absent. */
function tokenOf({ system, code }: JsonObject): readonly [system: string, code: string] {
  return [typeof system === 'string' ? system : '', typeof code === 'string' ? code : ''];
}

function clauseOf({ kind, code }: MetaList, value: JsonValue): EntryClause {
  if (kind === 'uri') return { kind, code, values: [value as string] };
  const [system, token] = tokenOf(value as JsonObject);
  if (token === '') return { kind, code: systemCode(code), values: [{ system, value: system }] };
  return { kind, code, values: [{ system, value: token }] };
}

function notListed(type: string): FhirError {
  const text = say`$meta of a type is not offered for ${type}, because its database cannot list the tags in use`;
  return new FhirError('method-not-allowed', text, [{ code: 'not-supported', text, hint: say`Use it on a single resource: ${type}/1234/$meta.` }]); // prettier-ignore
}

function tooMany(type: string, code: string): FhirError {
  const text = say`${type} has more than ${MOST_VALUES} different values of ${code}, which are not listed`;
  return new FhirError('too-large', text, [{ code: 'too-costly', text, hint: say`Search for those that you know: ${type}?${code}=…` }]); // prettier-ignore
}
