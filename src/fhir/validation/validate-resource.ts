import type { IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import { say } from '../messages';
import { isResourceType, resourceTypes, typeDefinition } from '../model/definitions';
import { nearest } from '../model/nearest';
import type { Steps } from '../steps';
import { checkContainedIds, checkContainedUse } from './contained-rules';
import { ContainedScope } from './contained-scope';
import type { ObjectChecks, Stepwise } from './element-check';
import { IssueCollector, type Step } from './issue-collector';
import { DEFAULT_MAX_ISSUES } from './limits';
import { checkObject, compileType, objectSteps, type TypeCheck } from './type-check';
import { kindOf, quote } from './wording';

export interface ValidationOptions {
  /** Maximum number of issues; when there are more, one additional issue says so. Default: 100. */
  readonly maxIssues?: number;
}

/**
 * Validates a resource against R4 itself: structure, primitive values, cardinalities, required bindings, reference
 * types, narrative and invariants. It does not check profiles, nor anything that needs another resource or the network.
 * Takes time proportional to the size of the resource, and never throws, whatever the JSON.
 *
 * @returns an empty list for a valid resource; otherwise issues in JSON order, with code, expression and path
 * @see https://hl7.org/fhir/R4/validation.html
 */
export function validateResource(
  resource: JsonObject,
  { maxIssues = DEFAULT_MAX_ISSUES }: ValidationOptions = {},
): IssueDetail[] {
  const collector = collectorFor(resource, maxIssues);
  checkResource(collector, resource);
  return issuesOf(collector, maxIssues);
}

/** The same in steps. */
export function* validationSteps(
  resource: JsonObject,
  { maxIssues = DEFAULT_MAX_ISSUES }: ValidationOptions = {},
): Steps<IssueDetail[]> {
  const collector = collectorFor(resource, maxIssues);
  yield* resourceSteps(collector, resource);
  return issuesOf(collector, maxIssues);
}

function collectorFor(resource: JsonObject, maxIssues: number): IssueCollector {
  const { resourceType } = resource;
  const root = typeof resourceType === 'string' && isResourceType(resourceType) ? resourceType : '$this';
  return new IssueCollector(root, maxIssues, resource);
}

function issuesOf(collector: IssueCollector, maxIssues: number): IssueDetail[] {
  if (!collector.full) return collector.issues;
  return [
    ...collector.issues,
    {
      severity: 'information',
      code: 'informational',
      text: say`There are more than ${maxIssues} issues; the others are not listed.`,
      hint: say`Correct these and send the resource again.`,
    },
  ];
}

const compiled = new Map<string, TypeCheck>();

const checks: ObjectChecks = {
  complex: (type) => {
    let check: TypeCheck | undefined;
    const whole: Stepwise<[IssueCollector, JsonObject]> = (collector, value) =>
      checkObject(collector, (check ??= typeCheck(type)), value);
    whole.steps = (collector, value) => objectSteps(collector, (check ??= typeCheck(type)), value);
    return whole;
  },
  resource: (contained) =>
    contained
      ? Object.assign(checkContained, { steps: containedSteps })
      : Object.assign(checkResource, { steps: resourceSteps }),
};

/** @param type a type name that the model knows */
function typeCheck(type: string): TypeCheck {
  const known = compiled.get(type);
  if (known) return known;
  const check = compileType(typeDefinition(type)!, checks);
  compiled.set(type, check);
  return check;
}

/** A resource of its own: the body, an entry of a Bundle, or a parameter. */
function checkResource(collector: IssueCollector, resource: JsonObject): void {
  const { scope: outer, shapeFaults } = collector;
  const scope = new ContainedScope(resource);
  collector.scope = scope;
  checkByType(collector, resource);
  checkScope(collector, scope, shapeFaults);
  collector.scope = outer;
}

function* resourceSteps(collector: IssueCollector, resource: JsonObject): Steps<void> {
  const { scope: outer, shapeFaults } = collector;
  const scope = new ContainedScope(resource);
  collector.scope = scope;
  yield* stepsByType(collector, resource);
  checkScope(collector, scope, shapeFaults);
  collector.scope = outer;
}

/** @param shapeFaults how many there were before the resource */
function checkScope(collector: IssueCollector, scope: ContainedScope, shapeFaults: number): void {
  checkContainedIds(collector, scope);
  // After a structural fault, a reference may be hidden in what could not be read.
  if (collector.shapeFaults === shapeFaults) checkContainedUse(collector, scope);
}

function checkContained(collector: IssueCollector, resource: JsonObject): void {
  const { scope } = collector;
  const outer = scope?.current;
  if (scope) scope.current = resource;
  checkByType(collector, resource);
  if (scope) scope.current = outer;
}

function* containedSteps(collector: IssueCollector, resource: JsonObject): Steps<void> {
  const { scope } = collector;
  const outer = scope?.current;
  if (scope) scope.current = resource;
  yield* stepsByType(collector, resource);
  if (scope) scope.current = outer;
}

const RESOURCE_TYPE: Step = { key: 'resourceType', name: 'resourceType' };

function checkByType(collector: IssueCollector, resource: JsonObject): void {
  const { resourceType } = resource;
  if (typeof resourceType === 'string' && isResourceType(resourceType)) {
    const { resource: outer } = collector;
    collector.resource = resource;
    checkObject(collector, typeCheck(resourceType), resource);
    collector.resource = outer;
    return;
  }
  if (resourceType === undefined) {
    const fault = {
      code: 'required',
      text: say`The resource does not say its type.`,
      hint: say`Add "resourceType": "Organization", or the type it has.`,
    } as const;
    return collector.reportMissing(fault, 'resourceType');
  }
  if (typeof resourceType !== 'string') {
    const fault = {
      code: 'structure',
      text: say`\`resourceType\` must be a string, not ${kindOf(resourceType)}.`,
      hint: say`Write "resourceType": "Organization", or the type it has.`,
    } as const;
    return collector.report(fault, RESOURCE_TYPE);
  }
  const meant = nearest(resourceType, resourceTypes());
  collector.report(
    {
      code: 'structure',
      text: say`${quote(resourceType)} is not a resource type of FHIR R4.`,
      hint:
        meant === undefined
          ? say`The types are listed at http://hl7.org/fhir/R4/resourcelist.html.`
          : say`Did you mean ${meant}?`,
    },
    RESOURCE_TYPE,
  );
}

function* stepsByType(collector: IssueCollector, resource: JsonObject): Steps<void> {
  const { resourceType } = resource;
  if (typeof resourceType !== 'string' || !isResourceType(resourceType)) return checkByType(collector, resource);
  const { resource: outer } = collector;
  collector.resource = resource;
  yield* objectSteps(collector, typeCheck(resourceType), resource);
  collector.resource = outer;
}
