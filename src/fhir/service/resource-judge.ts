import { Inject, Injectable } from '@nestjs/common';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import type { JsonObject } from '../json/json-value';
import type { WriteInteraction } from '../ports/resource-store';
import { validateResource } from '../validation';

/** Issue codes that say the JSON is no FHIR at all, as opposed to FHIR that breaks a rule. */
const UNREADABLE: ReadonlySet<string | undefined> = new Set(['structure', 'value']);

/** Decides whether a resource may be stored, and with which status it is refused. */
@Injectable()
export class ResourceJudge {
  constructor(@Inject(FHIR_OPTIONS) private readonly options: FhirOptions) {}

  /** Every fault of the resource at the level this server checks. */
  issues(resource: Readonly<JsonObject>): readonly IssueDetail[] {
    const issues = validateResource(resource);
    return this.options.validationLevel === 'base' ? issues : issues.filter(({ code }) => UNREADABLE.has(code));
  }

  /**
   * @throws FhirError `invalid-structure` (400) when a body cannot be read as FHIR; `unprocessable` (422) when it can
   * but breaks a rule, and always when it is the result of a patch: the patch itself was readable
   * @see https://hl7.org/fhir/R4/http.html#rejecting-updates
   */
  assertValid(resource: Readonly<JsonObject>, interaction: WriteInteraction): void {
    refuse(this.issues(resource), interaction);
  }
}

export function refuse(issues: readonly IssueDetail[], interaction: WriteInteraction): void {
  const faults = issues.filter(({ severity = 'error' }) => severity === 'error' || severity === 'fatal');
  if (faults.length === 0) return;
  const unreadable = interaction !== 'patch' && faults.some(({ code }) => UNREADABLE.has(code));
  throw new FhirError(unreadable ? 'invalid-structure' : 'unprocessable', 'The resource is not valid', faults);
}
