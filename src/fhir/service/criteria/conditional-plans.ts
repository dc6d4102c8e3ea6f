import { Inject, Injectable } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { FhirError } from '../../errors/fhir-error';
import type { JsonObject } from '../../json';
import { say } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import type { RequestContext } from '../../plugin/request-context';
import type { StoredVersion } from '../../ports/versions';
import { criteriaText, type Criteria } from '../../search';
import { noMatch, severalMatches, tooManyMatches } from '../existence-refusals';
import { ResourceIndex } from '../resource-index';
import type { ResourceService } from '../resource.service';
import { StoreRegistry } from '../store-registry';
import type { WriteConditions } from '../write-conditions';
import type { DeletePlan, Draft, KeptPlan, PatchFunction, WritePlan } from '../write-plan';
import { StaleCriteriaError, type Assumption } from './assumption';

/** A conditional interaction. */
export interface Conditional {
  readonly context: RequestContext;
  readonly service: ResourceService<FhirResource>;
  readonly criteria: Criteria;
  readonly conditions: WriteConditions;
}

/**
 * Plans for conditional interactions, for `WritePipeline.carryOut`. They are made from the current matches, and made
 * again if those have changed by the time the plans are written.
 * @see https://hl7.org/fhir/R4/http.html#ccreate
 */
@Injectable()
export class ConditionalPlans {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly index: ResourceIndex,
    private readonly stores: StoreRegistry,
  ) {}

  /** @throws FhirError `version-conflict` (412) when several resources match */
  async create(asked: Conditional, body: JsonObject): Promise<WritePlan | KeptPlan> {
    const { context, service, conditions } = asked;
    const version = await this.atMostOne(asked);
    const assumes = [this.assumption(asked)];
    if (version) return { context, id: version.id, interaction: 'none', version, conditions, assumes };
    return { ...service.planCreate(context, body), conditions, assumes };
  }

  /**
   * @throws FhirError `version-conflict` (412) when several resources match; `invalid-request` when the body has
   * another id than the match; `edit-conflict` (409) when none matches and the id of the body is in use
   */
  async update(asked: Conditional, body: JsonObject): Promise<WritePlan> {
    const { context, service, conditions } = asked;
    const version = await this.atMostOne(asked);
    const assumes = [this.assumption(asked)];
    const sent = body['id'];
    if (version) {
      const { id } = version;
      if (sent !== undefined && sent !== id) throw anotherId(service.type, id, asked.criteria);
      const plan = service.planUpdate({ ...context, id }, id, { ...body, id }, conditions);
      return { ...this.onlyIfItFits(asked, plan), assumes };
    }
    if (typeof sent !== 'string') return { ...service.planCreate(context, body), conditions, assumes };
    const plan = service.planUpdate({ ...context, id: sent }, sent, body, conditions);
    const draft: WritePlan['draft'] = (previous, tombstone) => {
      if (previous) throw idInUse(service.type, sent, asked.criteria);
      return plan.draft(previous, tombstone);
    };
    return { ...plan, draft, assumes };
  }

  /** @throws FhirError `not-found` when no resource matches; `version-conflict` (412) when several do */
  async patch(asked: Conditional, patch: PatchFunction): Promise<WritePlan> {
    const { context, service, conditions, criteria } = asked;
    const version = await this.atMostOne(asked);
    if (!version) throw noMatch(service.type, criteriaText(criteria));
    const { id } = version;
    const plan = this.onlyIfItFits(asked, service.planPatch({ ...context, id }, id, patch, conditions));
    const isHeld = this.stores.capabilities(service.type).criteria === true;
    return isHeld ? { ...plan, assumes: [this.assumption(asked)] } : plan;
  }

  /**
   * Plans the deletion of all matches, up to the configured maximum.
   * @throws FhirError `version-conflict` (412) when more resources match
   */
  async delete(asked: Conditional): Promise<readonly DeletePlan[]> {
    const { context, service, conditions, criteria } = asked;
    const most = this.options.conditionalDelete ?? 1;
    const found = await this.search(asked, most + 1);
    if (found.length > most)
      throw most === 1
        ? severalMatches(service.type, criteriaText(criteria))
        : tooManyMatches(service.type, most, criteriaText(criteria));
    return found.map(({ id }, index) => ({
      ...service.planDelete({ ...context, id }, id, conditions),
      ...(index === 0 && { assumes: [this.assumption(asked)] }),
      stillMeant: (previous: Readonly<JsonObject>) => this.assertFits(asked, previous),
    }));
  }

  private async atMostOne(asked: Conditional): Promise<StoredVersion | undefined> {
    const [version, other] = await this.search(asked, 2);
    if (other) throw severalMatches(asked.service.type, criteriaText(asked.criteria));
    return version;
  }

  private async search({ context, service, criteria }: Conditional, count: number): Promise<readonly StoredVersion[]> {
    const found: StoredVersion[] = [];
    for (let after: string | undefined; found.length < count;) {
      const page = await service.search(context, {
        clauses: criteria.clauses,
        count: count - found.length,
        countUpTo: 0,
        ...(after !== undefined && { after }),
      });
      found.push(...page.versions);
      after = page.next;
      if (after === undefined) break;
    }
    return found;
  }

  private assumption({ context, service, criteria }: Conditional): Assumption {
    return {
      type: service.type,
      criteria,
      search: (unit, request) => service.search({ ...context, unit }, request),
    };
  }

  /** Guards against changes since the resource was found. */
  private onlyIfItFits(asked: Conditional, plan: WritePlan): WritePlan {
    const draft = (previous: Readonly<JsonObject> | undefined, tombstone: StoredVersion | undefined) => {
      this.assertFits(asked, previous);
      return plan.draft(previous, tombstone) as Draft | undefined;
    };
    return { ...plan, draft };
  }

  private assertFits({ service, criteria }: Conditional, previous: Readonly<JsonObject> | undefined): void {
    if (!previous || !this.index.fits(service.type, previous, criteria)) throw new StaleCriteriaError(service.type);
  }
}

function anotherId(type: string, id: string, criteria: Criteria): FhirError {
  const text = say`${criteriaText(criteria)} matches ${type}/${id}, but the body has another id`;
  const hint = say`Leave the id out, or write "id": "${id}".`;
  return new FhirError('invalid-request', text, [
    { code: 'value', text, hint, expression: `${type}.id`, path: ['id'] },
  ]);
}

function idInUse(type: string, id: string, criteria: Criteria): FhirError {
  const text = say`No ${type} matches ${criteriaText(criteria)}, and the body has the id of another resource: ${type}/${id}`;
  const hint = say`Leave the id out to create a new resource, or name that one by its id.`;
  return new FhirError('edit-conflict', text, [{ text, hint, expression: `${type}.id`, path: ['id'] }]);
}
