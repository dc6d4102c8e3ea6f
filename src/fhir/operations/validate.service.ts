import { Injectable } from '@nestjs/common';
import type { IssueDetail } from '../errors/fhir-error';
import { parseStored, type JsonObject } from '../json';
import { say } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import { DefinitionLibrary } from '../profile/definition-library';
import { inTurns, Pace } from '../service/pace';
import { ServiceRegistry } from '../service/service-registry';
import { validationSteps } from '../validation';
import { badValidation, type ValidationRequest } from './validation-request';
import { WriteTrial } from './write-trial';

/**
 * `$validate`: all issues from R4, the profiles and the rules of the plugin, whatever level the server enforces. With a
 * mode that names an interaction: what that interaction would do under the server's settings.
 */
@Injectable()
export class ValidateService {
  constructor(
    private readonly library: DefinitionLibrary,
    private readonly services: ServiceRegistry,
    private readonly trial: WriteTrial,
  ) {}

  async validate(
    context: RequestContext,
    { resource, at, misread = [], mode, profiles }: ValidationRequest,
  ): Promise<readonly IssueDetail[]> {
    const { type } = context;
    if (type && resource && resource['resourceType'] !== type)
      throw badValidation(say`The resource is not of type ${type}`);
    const issues =
      mode === 'profile'
        ? await this.judged(context, resource, { misread, profiles })
        : [
            ...(await this.trial.issues(context, mode, resource, misread)),
            ...(resource && profiles.length > 0 ? this.library.issuesOf(resource, profiles) : []),
          ];
    return issues.map((issue) => (issue.path ? { ...issue, path: [...at, ...issue.path] } : issue));
  }

  /** @param resource absent for the stored one */
  private async judged(
    context: RequestContext,
    resource: JsonObject | undefined,
    asked: Pick<ValidationRequest, 'misread' | 'profiles'>,
  ): Promise<readonly IssueDetail[]> {
    const { id } = context;
    if (resource) return this.issues(context, resource, asked, id);
    if (id === undefined) throw badValidation(say`$validate needs a resource`);
    const service = this.services.of(context.type);
    return this.issues(context, parseStored(await service.shown(context, await service.read(context, id))), asked);
  }

  /** @param replaced id of the stored resource it would replace */
  private async issues(
    context: RequestContext,
    resource: JsonObject,
    { misread = [], profiles }: Pick<ValidationRequest, 'misread' | 'profiles'>,
    replaced?: string,
  ): Promise<readonly IssueDetail[]> {
    // Reading the body or parsing the stored version has used up this turn.
    const pace = new Pace();
    await pace.rest();
    const found = await inTurns(validationSteps(resource), pace);
    const base = [...misread, ...found.filter((issue) => !misread.some((fault) => follows(issue, fault)))];
    // Profiles would only add confusing issues for a resource whose structure is not R4.
    if (base.some(({ code }) => code === 'structure')) return base;
    if (pace.isDue()) await pace.rest();
    const profiled = profiles.length > 0 ? this.library.issuesOf(resource, profiles) : this.library.issues(resource);
    if (pace.isDue()) await pace.rest();
    return [
      ...base,
      ...profiled,
      ...((await this.services.find(resource['resourceType'])?.ruleIssues(context, resource, replaced)) ?? []),
    ];
  }
}

/** An element that holds only what could not be read is also empty. The fault names that element or one within it. */
function follows({ code, expression = '' }: IssueDetail, fault: IssueDetail): boolean {
  if (code !== 'structure' || !fault.expression?.startsWith(expression)) return false;
  return ONE_NAME.test(fault.expression.slice(expression.length));
}

const ONE_NAME = /^(?:\.(?:\w+|`.*`))?$/s;
