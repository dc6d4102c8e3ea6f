import { Injectable } from '@nestjs/common';
import type { IssueDetail } from '../errors/fhir-error';
import { parseStored, type JsonObject } from '../json';
import { say } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import { DefinitionLibrary } from '../profile/definition-library';
import { ServiceRegistry } from '../service/service-registry';
import { validateResource } from '../validation';
import { badValidation, type ValidationMode, type ValidationRequest } from './validation-request';

/** `$validate`: all that R4, the profiles and the rules of its plugin say of a resource, whatever the level the server enforces. */
@Injectable()
export class ValidateService {
  constructor(
    private readonly library: DefinitionLibrary,
    private readonly services: ServiceRegistry,
  ) {}

  async validate(
    context: RequestContext,
    { resource, at, mode, profiles }: ValidationRequest,
  ): Promise<readonly IssueDetail[]> {
    if (context.id !== undefined && (mode === 'delete' || !resource)) {
      const service = this.services.of(context.type);
      const stored = await service.read(context, context.id);
      if (mode === 'delete') return [];
      return this.issues(context, parseStored(await service.shown(context, stored)), profiles);
    }
    if (!resource) throw badValidation(say`$validate needs a resource`);
    const { type } = context;
    if (type && resource['resourceType'] !== type) throw badValidation(say`The resource is no ${type}`);
    const issues = await this.issues(context, resource, profiles, mode === 'create' ? undefined : context.id);
    return [...idIssues(resource, context, mode), ...issues].map((issue) =>
      issue.path ? { ...issue, path: [...at, ...issue.path] } : issue,
    );
  }

  /** @param replaced id of the stored resource that this one would replace */
  private async issues(
    context: RequestContext,
    resource: JsonObject,
    profiles: readonly string[],
    replaced?: string,
  ): Promise<readonly IssueDetail[]> {
    const base = validateResource(resource);
    // A resource that cannot be read as R4 would only confuse a profile.
    if (base.some(({ code }) => code === 'structure')) return base;
    return [
      ...base,
      ...(profiles.length > 0 ? this.library.issuesOf(resource, profiles) : this.library.issues(resource)),
      ...((await this.services.find(resource['resourceType'])?.ruleIssues(context, resource, replaced)) ?? []),
    ];
  }
}

function idIssues(resource: JsonObject, { type, id }: RequestContext, mode: ValidationMode): IssueDetail[] {
  if (mode !== 'update' || id === undefined || resource['id'] === id) return [];
  const text = say`The id of the body is not that of the URL, ${id}`;
  return [
    { severity: 'error', code: 'value', text, hint: say`Write "id": "${id}".`, expression: `${type}.id`, path: ['id'] },
  ];
}
