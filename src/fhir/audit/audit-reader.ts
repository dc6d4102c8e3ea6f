import { Inject, Injectable } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { denied } from '../access/denied';
import { stringifyJson, type JsonObject } from '../json';
import { say } from '../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { RequestContext } from '../plugin/request-context';
import type { AuditClause, AuditRow } from '../ports/audit';
import { onePage, PAGE_BYTES } from '../ports/page-limits';
import type { SearchPage } from '../ports/search';
import { nameOf, type StoredVersion } from '../ports/versions';
import type { AskedPage } from '../service/resource.service';
import { StoreRegistry } from '../service/store-registry';
import { auditEvent, type Observer } from './audit-event';
import { auditClause, type LookedAt } from './audit-clauses';
import { AUDIT_OPTIONS, type AuditOptions } from './audit-options';
import { AuditTrail } from './audit-trail';
import { borderInLog, placeInLog } from './log-places';
import { provenance } from './provenance';
import { instantOf } from '../ports/timed-id';

/** How the rows of the log are presented as a resource type. */
interface ShownAs {
  readonly show: (row: AuditRow, observer: Observer) => FhirResource;
  /** The rows that are resources of this type. */
  readonly rows: AuditClause;
  readonly looked: LookedAt;
  /** Types of the scopes that allow reading it. */
  readonly scopes: readonly string[];
}

const ALL: AuditClause = { kind: 'all', clauses: [] };
/** Versions looked up per statement. */
const AT_ONCE = 50;
const CODES = 'http://terminology.hl7.org/CodeSystem';

const TYPES = {
  AuditEvent: {
    show: auditEvent,
    rows: ALL,
    scopes: ['AuditEvent'],
    looked: {
      date: { as: 'time' },
      agent: { as: 'agent' },
      entity: { as: 'entity' },
      address: { as: 'text', column: 'address' },
      subtype: { as: 'code', column: 'subtype', system: 'http://hl7.org/fhir/restful-interaction' },
      action: { as: 'code', column: 'action', system: 'http://hl7.org/fhir/audit-event-action' },
      outcome: { as: 'code', column: 'outcome', system: 'http://hl7.org/fhir/audit-event-outcome' },
      type: {
        as: 'type',
        usual: { system: `${CODES}/audit-event-type`, value: 'rest' },
        other: { system: `${CODES}/iso-21089-lifecycle`, value: 'destroy' },
      },
    },
  },
  Provenance: {
    show: provenance,
    rows: { kind: 'not', clause: { kind: 'in', column: 'version', values: [''] } },
    scopes: ['Provenance'],
    looked: { recorded: { as: 'time' }, agent: { as: 'agent' }, target: { as: 'entity' } },
  },
} as const satisfies Readonly<Record<string, ShownAs>>;

export type AuditedType = keyof typeof TYPES;

/**
 * Reads the log for clients that are allowed to. It is the only way to the log: the stores of these types find nothing.
 */
@Injectable()
export class AuditReader {
  private readonly observer: Observer;

  constructor(
    @Inject(AUDIT_OPTIONS) private readonly options: AuditOptions,
    @Inject(FHIR_OPTIONS) { baseUrl, software }: FhirOptions,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(StoreRegistry) private readonly stores: StoreRegistry,
  ) {
    this.observer = { baseUrl, name: software.name };
  }

  /** Whether the client may see resources of this type. */
  maySee(type: AuditedType, { principal }: RequestContext, how: 'r' | 's'): boolean {
    if (this.options.readers === 'everybody') return true;
    const scopes: readonly string[] = principal?.scopes ?? [];
    return scopes.some((scope) => {
      const [, of, rights = ''] = /^system\/([A-Za-z]+)\.([a-z]+|\*)$/.exec(scope) ?? [];
      const isOf = (TYPES[type].scopes as readonly string[]).includes(of ?? '');
      return isOf && (rights === 'read' || rights === '*' || (/^c?r?u?d?s?$/.test(rights) && rights.includes(how)));
    });
  }

  /** @returns undefined when no such resource exists. @throws FhirError `forbidden` */
  async read(type: AuditedType, context: RequestContext, id: string): Promise<StoredVersion | undefined> {
    this.assertMaySee(type, context, 'r');
    if (instantOf(id) === undefined) return undefined;
    await this.trail.flush();
    const clause: AuditClause = { kind: 'all', clauses: [TYPES[type].rows, { kind: 'in', column: 'id', values: [id] }] };
    const [row] = await this.trail.log.find({ clause, descending: false, count: 1 });
    return row && this.version(type, row);
  }

  /** @throws FhirError `forbidden`; `invalid-request` for a search the log cannot answer */
  async search(
    type: AuditedType,
    context: RequestContext,
    request: AskedPage,
  ): Promise<SearchPage> {
    this.assertMaySee(type, context, 's');
    const { clauses, sort = [], count, countUpTo, placed, bytes = PAGE_BYTES } = request;
    const border = borderInLog(request);
    await this.trail.flush();
    const { rows, looked } = TYPES[type];
    const types = [...this.stores.served.keys()];
    const clause: AuditClause = {
      kind: 'all',
      clauses: [rows, ...clauses.map((each) => auditClause(each, looked, types))],
    };
    const { backwards } = border;
    const found =
      count === 0
        ? []
        : await this.trail.log.find({
            clause,
            descending: (sort[0]?.descending === true) !== backwards,
            count: count + 1,
            ...(border.id !== undefined && { after: border.id }),
          });
    const near = found.slice(0, count).map((row) => this.version(type, row));
    const carried = onePage(near, { count, bytes }, ({ json }) => Buffer.byteLength(json ?? ''));
    const hasMore = found.length > carried.length;
    const page = backwards ? carried.toReversed() : carried;
    const [first, last] = [page.at(0), page.at(-1)];
    return {
      versions: page,
      ...(placed && { places: page.map((version) => placeInLog(version, sort)) }),
      ...(countUpTo !== 0 && (await this.total(clause, countUpTo))),
      ...(last && (backwards || hasMore) && { next: last.id }),
      ...(first && (backwards ? hasMore : border.id !== undefined) && { previous: first.id }),
    };
  }

  /** References to the Provenance of versions; empty, without a query, when the client may not see Provenance. */
  async provenanceOf(context: RequestContext, versions: readonly StoredVersion[]): Promise<readonly (string | undefined)[]> {
    if (versions.length === 0 || !this.maySee('Provenance', context, 'r')) return [];
    const found = new Map<string, string>();
    for (let at = 0; at < versions.length; at += AT_ONCE) {
      const some = versions.slice(at, at + AT_ONCE).map((each) => ({ entity: nameOf(each), version: each.versionId }));
      const named = (column: 'entity' | 'version'): AuditClause => ({
        kind: 'in', column, values: [...new Set(some.map((each) => each[column]))],
      });
      const clause: AuditClause = { kind: 'all', clauses: [named('entity'), named('version')] };
      const rows = await this.trail.log.find({ clause, descending: false, count: AT_ONCE ** 2 });
      for (const { entity, version, id } of rows) found.set(`${entity}/${version}`, id);
    }
    return versions.map(({ type, id, versionId }) => {
      const row = found.get(`${type}/${id}/${versionId}`);
      return row && `Provenance/${row}`;
    });
  }

  private async total(clause: AuditClause, upTo: number | undefined): Promise<Pick<SearchPage, 'total' | 'hasMore'>> {
    const counted = await this.trail.log.count(clause, upTo === undefined ? undefined : upTo + 1);
    return upTo !== undefined && counted > upTo ? { total: upTo, hasMore: true } : { total: counted };
  }

  private version(type: AuditedType, row: AuditRow): StoredVersion {
    const resource = TYPES[type].show(row, this.observer) as unknown as JsonObject;
    return {
      type,
      id: row.id,
      versionId: '1',
      lastUpdated: new Date(row.recorded),
      interaction: 'create',
      json: stringifyJson(resource),
    };
  }

  private assertMaySee(type: AuditedType, context: RequestContext, how: 'r' | 's'): void {
    if (this.maySee(type, context, how)) return;
    throw denied({ scope: `system/${type}.${how}`, text: say`${type} is for auditors only`, expression: type });
  }
} // prettier-ignore
