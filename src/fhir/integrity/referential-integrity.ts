import { Inject, Injectable } from '@nestjs/common';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import type { JsonObject } from '../json';
import { say, type Message } from '../messages';
import { Hook, type HookPoints } from '../plugin/hooks';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { Referrer } from '../ports/unit-of-work';
import type { ResourceKey } from '../ports/versions';
import { RESOURCE_DEFINITIONS } from '../rest/tokens';
import { DEFAULT_MAX_ISSUES } from '../validation/limits';
import { findReferences, type FoundReference } from './find-references';
import { targetOf } from './references';

/** After all other listeners: what they change is checked, and what they write or delete in the same unit counts. */
const LAST = Number.MAX_SAFE_INTEGER;
/** Referrers named to a client. */
const NAMED = 10;
/** Referrers counted; of more it is said that there are at least so many. */
const COUNTED = 100;

/**
 * References between resources of this server hold: no write adds one to a resource that is not there, and no resource
 * is deleted while others refer to it. What is stored already is not judged: a write answers for the references it adds.
 */
@Injectable()
export class ReferentialIntegrity {
  private readonly onWrite: boolean;
  private readonly onDelete: boolean;

  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    @Inject(RESOURCE_DEFINITIONS) private readonly served: ReadonlyMap<string, ResourceDefinition>,
  ) {
    const { referentialIntegrity: checked = 'delete' } = options;
    this.onWrite = checked === 'on' || checked === 'write';
    this.onDelete = checked === 'on' || checked === 'delete';
  }

  /** @throws FhirError `unprocessable` (422) with an issue for each reference that leads nowhere */
  @Hook('resource.beforeWrite', LAST)
  async checkTargets({ resource, previous, unit }: HookPoints['resource.beforeWrite']['event']): Promise<void> {
    if (!this.onWrite) return;
    const added = this.addedReferences(resource, previous);
    if (added.length === 0) return;
    const missing = new Set((await unit.missing(added.map(({ target }) => target))).map(nameOf));
    if (missing.size === 0) return;
    const issues = added
      .filter(({ target }) => missing.has(nameOf(target)))
      .slice(0, DEFAULT_MAX_ISSUES)
      .map(({ found, target }) => leadsNowhere(found, target));
    throw new FhirError('unprocessable', say`A reference leads nowhere`, issues);
  }

  /** @throws FhirError `referenced` (409) that names who refers to it */
  @Hook('resource.beforeDelete', LAST)
  async checkReferrers({ resource, unit }: HookPoints['resource.beforeDelete']['event']): Promise<void> {
    if (!this.onDelete) return;
    const key = keyOf(resource);
    const referrers = await unit.referrers(key.type, key.id, NAMED + COUNTED);
    if (referrers.length > 0) throw isReferredTo(key, referrers);
  }

  /** To resources this server serves, other than itself, that the resource did not refer to before. */
  private addedReferences(
    resource: Readonly<JsonObject>,
    previous: Readonly<JsonObject> | undefined,
  ): { found: FoundReference; target: ResourceKey }[] {
    const references = this.ownReferences(resource);
    if (references.length === 0) return references;
    const former = new Set(this.ownReferences(previous ?? {}).map(({ target }) => nameOf(target)));
    former.add(nameOf(keyOf(resource)));
    return references.filter(({ target }) => !former.has(nameOf(target)));
  }

  private ownReferences(resource: Readonly<JsonObject>): { found: FoundReference; target: ResourceKey }[] {
    return findReferences(resource).flatMap((found) => {
      const target = targetOf(found.reference, this.options.baseUrl);
      return target && this.served.has(target.type) ? [{ found, target }] : [];
    });
  }
}

/** A resource that is stored, or about to be, has both. */
function keyOf({ resourceType, id }: Readonly<JsonObject>): ResourceKey {
  return { type: resourceType as string, id: id as string };
}

function nameOf({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}

function leadsNowhere({ reference, expression, place }: FoundReference, target: ResourceKey): IssueDetail {
  return {
    severity: 'error',
    code: 'not-found',
    text: say`\`${reference}\` leads nowhere: this server has no ${nameOf(target)}.`,
    hint: say`Create the ${target.type} first, or refer to one that is there.`,
    expression,
    path: place,
  };
}

function isReferredTo(key: ResourceKey, referrers: readonly Referrer[]): FhirError {
  const named = referrers.slice(0, NAMED).map((referrer) => `${nameOf(referrer)} (${referrer.path})`);
  const text = say`${nameOf(key)} is not deleted, because others refer to it: ${named.join(', ')}${more(referrers.length - NAMED)}.`;
  const hint = say`Change or delete those first.`;
  return new FhirError('referenced', text, [{ text, hint, expression: key.type }]);
}

function more(count: number): Message | string {
  if (count <= 0) return '';
  return count < COUNTED ? say` and ${count} more` : say` and at least ${count} more`;
}
