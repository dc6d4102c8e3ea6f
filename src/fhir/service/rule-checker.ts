import { Inject, Injectable } from '@nestjs/common';
import { FhirError, isFault, type IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import type { JsonObject } from '../json/json-value';
import { say } from '../messages';
import type { ResourceKey } from '../ports/versions';
import { asWarning, newFaults, type CheckedWrite } from './resource-validator';
import { Neighbours, type NeighbourSource, type ResourceRules } from './resource-rules';

/** Applies business rules as strictly as `FhirOptions.businessRules` says. */
@Injectable()
export class RuleChecker {
  constructor(@Inject(FHIR_OPTIONS) private readonly options: FhirOptions) {}

  /** Issues of the rules about a resource alone, at the configured severity. */
  issues(
    rules: ResourceRules,
    resource: Readonly<JsonObject>,
    previous?: Readonly<JsonObject>,
  ): readonly IssueDetail[] {
    return this.isOff ? [] : this.levelled(rules.alone(resource, previous));
  }

  /**
   * Checks the rules about a resource alone. A patch is not blamed for faults that existed before it.
   * @returns warnings
   * @throws FhirError `business-rule`
   */
  assertAlone(resource: Readonly<JsonObject>, { rules, interaction, previous }: CheckedWrite): readonly IssueDetail[] {
    if (!rules) return [];
    const found = this.issues(rules, resource, previous);
    const before = () => (interaction === 'patch' && previous ? this.issues(rules, previous) : []);
    const { faults, former } = newFaults(found, before);
    refuseBroken(faults);
    return [...former, ...found.filter((issue) => !isFault(issue))];
  }

  /** Checks the rules that depend on other resources, in the transaction of the write. Otherwise like `assertAlone`. */
  async assertAmong(
    unit: NeighbourSource,
    written: ResourceKey,
    resource: Readonly<JsonObject>,
    { rules, previous }: CheckedWrite,
  ): Promise<readonly IssueDetail[]> {
    if (!rules || this.isOff) return [];
    const neighbours = new Neighbours(unit, written, this.options.baseUrl);
    const found = this.levelled(await rules.among(neighbours, resource, previous));
    refuseBroken(found.filter(isFault));
    return found;
  }

  private get isOff(): boolean {
    return this.options.businessRules === 'off';
  }

  private levelled(issues: readonly IssueDetail[]): readonly IssueDetail[] {
    if (issues.length === 0) return issues;
    const told = issues.map((issue): IssueDetail => ({ severity: 'error', code: 'business-rule', ...issue }));
    return this.options.businessRules === 'warn' ? told.map(asWarning) : told;
  }
}

function refuseBroken(faults: readonly IssueDetail[]): void {
  if (faults.length > 0) throw new FhirError('business-rule', say`The resource breaks a business rule`, faults);
}
