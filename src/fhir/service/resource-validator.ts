import { Inject, Injectable } from '@nestjs/common';
import { FhirError, isFault, type IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json/json-value';
import type { Handling } from '../options/fhir-options';
import type { WriteInteraction } from '../ports/versions';
import { DefinitionLibrary } from '../profile/definition-library';
import type { Steps } from '../steps';
import { hasLongNarratives, validateResource, validationSteps } from '../validation';
import type { ResourceRules } from './resource-rules';
import { say } from '../messages';

/** Codes of issues that mean the JSON is not FHIR, as opposed to FHIR that breaks a rule. */
const UNREADABLE: ReadonlySet<string | undefined> = new Set(['structure', 'value']);

export interface CheckedWrite {
  readonly interaction: WriteInteraction;
  readonly handling: Handling;
  /** The stored resource: a patch is not blamed for faults that existed before it. */
  readonly previous?: Readonly<JsonObject>;
  /** The rules of the resource's type. */
  readonly rules?: ResourceRules;
}

/** Decides whether a resource may be stored, and with which status it is refused. */
@Injectable()
export class ResourceValidator {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly library: DefinitionLibrary,
  ) {}

  /** All faults by R4 itself, at the level this server checks. */
  issues(resource: Readonly<JsonObject>): readonly IssueDetail[] {
    return this.levelled(validateResource(resource));
  }

  /**
   * Works in steps.
   * @returns warnings
   * @throws FhirError `invalid-structure` (400) when the body is not FHIR; `unprocessable` (422) when it is but breaks
   * a rule. The result of a patch is always `unprocessable`, because the patch itself was readable.
   * @see https://hl7.org/fhir/R4/http.html#rejecting-updates
   */
  *assertValid(resource: Readonly<JsonObject>, { interaction, previous }: CheckedWrite): Steps<readonly IssueDetail[]> {
    const { faults, former } = yield* this.newIn(resource, interaction === 'patch' ? previous : undefined);
    refuseFaults(faults, interaction);
    return former;
  }

  /**
   * Refuses what is not valid in a resource and was in its predecessor. Works in steps.
   * @throws FhirError as `assertValid` does
   */
  *assertNothingNew(resource: Readonly<JsonObject>, { interaction, previous }: CheckedWrite): Steps<void> {
    const { faults } = yield* this.newIn(resource, previous);
    refuseFaults(faults, interaction);
  }

  /**
   * Checks the profiles of a valid resource, where this server checks profiles.
   * @returns warnings
   * @throws FhirError `unprocessable` where profiles are enforced
   */
  assertConforming(
    resource: Readonly<JsonObject>,
    { interaction, handling, previous }: CheckedWrite,
  ): readonly IssueDetail[] {
    if (this.options.validationLevel === 'structure') return [];
    const found = this.library.issues(resource);
    if (found.length === 0) return found;
    const enforced = handling === 'strict' || this.options.validationLevel === 'profile';
    if (!enforced) return found.map(asWarning);
    const patched = interaction === 'patch' ? previous : undefined;
    const profile = newFaults(found, () => (patched ? this.library.issues(patched) : []));
    refuseFaults(profile.faults, 'patch');
    return [...profile.former, ...found.filter((issue) => !isFault(issue))];
  }

  private *newIn(resource: Readonly<JsonObject>, before: Readonly<JsonObject> | undefined): Steps<SplitFaults> {
    const issues = yield* this.issueSteps(resource);
    const former = before && issues.some(isFault) ? yield* this.issueSteps(before) : [];
    return newFaults(issues, () => former);
  }

  /** The same as `issues`, in steps where these are worth their cost. */
  private *issueSteps(resource: Readonly<JsonObject>): Steps<readonly IssueDetail[]> {
    return hasLongNarratives(resource) ? this.levelled(yield* validationSteps(resource)) : this.issues(resource);
  }

  private levelled(issues: readonly IssueDetail[]): readonly IssueDetail[] {
    return this.options.validationLevel === 'structure' ? issues.filter(({ code }) => UNREADABLE.has(code)) : issues;
  }
}

interface SplitFaults {
  readonly faults: readonly IssueDetail[];
  readonly former: readonly IssueDetail[];
}

/** Splits faults into new ones and former ones. `before` is only called when there is a fault. */
export function newFaults(issues: readonly IssueDetail[], before: () => readonly IssueDetail[]): SplitFaults {
  const faults = issues.filter(isFault);
  if (faults.length === 0) return { faults, former: [] };
  const known = new Set(before().map(sameness));
  const [old, fresh] = [
    faults.filter((issue) => known.has(sameness(issue))),
    faults.filter((issue) => !known.has(sameness(issue))),
  ];
  return { faults: fresh, former: old.map(asWarning) };
}

/** @throws FhirError when one of the issues is a fault */
export function refuseFaults(issues: readonly IssueDetail[], interaction: WriteInteraction): void {
  const faults = issues.filter(isFault);
  if (faults.length === 0) return;
  const unreadable = interaction !== 'patch' && faults.some(({ code }) => UNREADABLE.has(code));
  throw new FhirError(unreadable ? 'invalid-structure' : 'unprocessable', say`The resource is not valid`, faults);
}

export function asWarning(issue: IssueDetail): IssueDetail {
  return isFault(issue) ? { ...issue, severity: 'warning' } : issue;
}

/** Two issues are the same fault when only their place in a list differs. */
export function sameness({ code, text, expression }: IssueDetail): string {
  return JSON.stringify([code, text, expression?.replace(/\[\d+\]/g, '')]);
}
