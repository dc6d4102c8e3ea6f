import { Injectable } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { toRefusal } from '../errors/operation-outcome';
import { parseStored, type JsonObject, type JsonValue } from '../json';
import { say, type Text } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import { conditionsOf } from '../rest/conditions';
import { writeIssues } from '../rest/replies';
import type { ResourceService } from '../service/resource.service';
import { ServiceRegistry } from '../service/service-registry';
import { badValidation, type ValidationMode } from './validation-request';

/** Modes of `$validate` that name an interaction. */
export type TrialMode = Exclude<ValidationMode, 'profile'>;

/** Finds out what a write would do under the server's settings by running it as a dry run. */
@Injectable()
export class WriteTrial {
  constructor(private readonly services: ServiceRegistry) {}

  /**
   * @param resource absent for the stored one
   * @param misread what could not be read of it
   */
  async issues(
    context: RequestContext,
    mode: TrialMode,
    resource: JsonObject | undefined,
    misread: readonly IssueDetail[] = [],
  ): Promise<readonly IssueDetail[]> {
    const type = context.type || textOf(resource?.['resourceType']);
    const id = context.id ?? textOf(resource?.['id']);
    if (!resource && id === '') throw badValidation(say`$validate needs a resource`);
    if (mode !== 'create' && id === '') throw badValidation(say`The mode ${mode} needs an id`);
    // Write hooks see the interaction that is tried.
    const named = { ...context, type, dryRun: true, interaction: mode };
    try {
      const service = this.services.of(type);
      if (misread[0] && mode !== 'delete') throw new FhirError('invalid-structure', misread[0].text, misread);
      const body = resource ?? (mode === 'delete' ? {} : await storedBy(service, named, id));
      return await trials[mode](service, named, id, body);
    } catch (error) {
      if (!(error instanceof FhirError)) throw error;
      const { status, outcome } = toRefusal(error);
      if (status >= 500) throw error;
      return [...outcome.issues, information(say`The interaction ${mode} would be refused with status ${status}.`)];
    }
  }
}

type Trial = (
  service: ResourceService<FhirResource>,
  context: RequestContext,
  id: string,
  body: JsonObject,
) => Promise<readonly IssueDetail[]>;

const trials: Readonly<Record<TrialMode, Trial>> = {
  async create(service, context, _id, body) {
    return writeIssues(await service.create({ ...context, id: undefined }, body), true);
  },
  async update(service, context, id, body) {
    const conditions = conditionsOf(context.headers);
    return writeIssues(await service.update({ ...context, id }, id, body, conditions), true);
  },
  async delete(service, context, id) {
    const conditions = conditionsOf(context.headers);
    const tried = { ...context, id };
    await service.delete(tried, id, conditions);
    const name = `${service.type}/${id}`;
    return [
      information(
        (await isThere(service, tried, id))
          ? say`${name} would be deleted. This was a dry run; nothing was deleted.`
          : say`${name} does not exist; deleting it would change nothing.`,
      ),
    ];
  },
};

async function isThere(service: ResourceService<FhirResource>, context: RequestContext, id: string): Promise<boolean> {
  try {
    await service.read(context, id);
    return true;
  } catch (error) {
    if (error instanceof FhirError && (error.kind === 'not-found' || error.kind === 'gone')) return false;
    throw error;
  }
}

async function storedBy(
  service: ResourceService<FhirResource>,
  context: RequestContext,
  id: string,
): Promise<JsonObject> {
  return parseStored(await service.shown(context, await service.read(context, id)));
}

function information(text: Text): IssueDetail {
  return { severity: 'information', code: 'informational', text };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
