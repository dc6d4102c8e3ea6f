import type { IssueDetail } from '../errors/fhir-error';
import { isJsonObject, type JsonObject } from '../json/json-value';
import { isSameText } from '../messages';
import { typeDefinition } from '../model/definitions';
import type { Step } from '../validation/issue-collector';
import { DEFAULT_MAX_ISSUES } from '../validation/limits';
import { parseCanonical } from './canonical';
import * as faults from './faults';
import { checkExtensions } from './extension-walk';
import type { Item } from './item';
import type { ProfileRegistry } from './profile-registry';
import { ProfileRun } from './profile-run';

export interface ProfileValidationOptions {
  /** Maximum number of issues. Default: 100. */
  readonly maxIssues?: number;
}

/**
 * Validates a resource against profiles: reports what violates them beyond R4 itself, which `validateResource` checks.
 * Extensions with known definitions are also checked, wherever they are used. When profiles share rules, each issue is
 * reported once. Never throws; takes time proportional to the size of the resource.
 *
 * @param profileUrls canonicals, with or without a version; an unknown one is a warning, a broken one an error
 */
export function validateProfiles(
  resource: JsonObject,
  registry: ProfileRegistry,
  profileUrls: Iterable<string>,
  { maxIssues = DEFAULT_MAX_ISSUES }: ProfileValidationOptions = {},
): IssueDetail[] {
  const run = startRun(resource, maxIssues);
  const item = rootItem(resource);
  let named: ReadonlyMap<string, number> | undefined;
  for (const url of new Set(profileUrls)) {
    if (run.full) break;
    const profile = registry.profile(url);
    if (profile) profile.check(run, item);
    else reportUnknown(run, url, (named ??= placesOfProfiles(resource)).get(parseCanonical(url).url));
  }
  checkExtensions(
    run,
    resource,
    (url) => registry.extension(url),
    (_, nested, type) => {
      const known = namedProfiles(nested).flatMap((url) => registry.profile(url) ?? []);
      const at: Item = {
        value: nested,
        extras: undefined,
        type,
        step: ROOT_STEP,
        extrasStep: ROOT_STEP,
        index: undefined,
      };
      for (const profile of known) profile.check(run, at);
    },
  );
  return withoutRepeats(run.issues);
}

function startRun(resource: JsonObject, maxIssues: number): ProfileRun {
  const { resourceType } = resource;
  const root = typeof resourceType === 'string' && typeDefinition(resourceType) ? resourceType : '$this';
  return new ProfileRun(resource, root, maxIssues);
}

function rootItem(resource: JsonObject): Item {
  const { resourceType } = resource;
  const type = typeof resourceType === 'string' ? resourceType : 'Resource';
  return { value: resource, extras: undefined, type, step: ROOT_STEP, extrasStep: ROOT_STEP, index: undefined };
}

const ROOT_STEP = { key: '', name: '' };

/** @param at its index in `meta.profile` */
function reportUnknown(run: ProfileRun, url: string, at: number | undefined): void {
  const place: Step[] =
    at === undefined ? [] : [{ key: 'meta', name: 'meta' }, { key: 'profile', name: 'profile' }, at];
  run.report(faults.unknownProfile(url), ...place);
}

/** The first index of each profile in `meta.profile`, by URL without version. */
function placesOfProfiles({ meta }: JsonObject): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const named = isJsonObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  named.forEach((profile, index) => {
    const url = typeof profile === 'string' ? parseCanonical(profile).url : undefined;
    if (url !== undefined && !places.has(url)) places.set(url, index);
  });
  return places;
}

/** The profiles in `meta.profile`. */
export function namedProfiles({ meta }: Readonly<JsonObject>): readonly string[] {
  const profiles = isJsonObject(meta) ? meta.profile : undefined;
  return Array.isArray(profiles) ? profiles.filter((url) => typeof url === 'string') : [];
}

/** Up to this number, issues are compared with each other, which costs less than looking up their expressions. */
const FEW = 8;

/** Removes duplicates, which occur when both a profile and its base are checked. */
function withoutRepeats(issues: readonly IssueDetail[]): IssueDetail[] {
  if (issues.length > FEW) return withoutRepeatsByPlace(issues);
  return issues.filter((issue, at) => {
    const isRepeated = (other: IssueDetail): boolean => isSame(other, issue) && other.expression === issue.expression;
    return issues.findIndex(isRepeated) === at;
  });
}

function withoutRepeatsByPlace(issues: readonly IssueDetail[]): IssueDetail[] {
  const byPlace = new Map<string | undefined, IssueDetail[]>();
  return issues.filter((issue) => {
    const others = byPlace.get(issue.expression);
    if (others?.some((other) => isSame(other, issue))) return false;
    if (others) others.push(issue);
    else byPlace.set(issue.expression, [issue]);
    return true;
  });
}

/** Compares issues of the same element. */
function isSame(one: IssueDetail, other: IssueDetail): boolean {
  return one.code === other.code && isSameText(one.text, other.text);
}
