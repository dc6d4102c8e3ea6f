import type { IssueDetail } from '../errors/fhir-error';
import { isJsonObject, type JsonObject } from '../json/json-value';
import { DEFAULT_MAX_ISSUES } from '../validation/limits';
import { parseCanonical } from './canonical';
import { rootItem, startRun, type ProfileValidationOptions } from './compile-profile';
import * as say from './messages';
import type { ProfileRegistry } from './profile-registry';

/**
 * Judges a resource by profiles: what it lacks to fit them, beyond what R4 itself asks (which `validateResource` tells).
 * Nothing is said twice when the profiles share rules. Never throws; takes time in proportion to the resource's size.
 *
 * @param profileUrls canonicals, with or without a version; one that is not known is a warning, a broken one an error
 */
export function validateProfiles(
  resource: JsonObject,
  registry: ProfileRegistry,
  profileUrls: Iterable<string>,
  { maxIssues = DEFAULT_MAX_ISSUES }: ProfileValidationOptions = {},
): IssueDetail[] {
  const run = startRun(resource, maxIssues);
  const item = rootItem(resource);
  for (const url of new Set(profileUrls)) {
    const profile = registry.profile(url);
    if (profile) profile.check(run, item);
    else reportUnknown(url, resource, (...place) => run.report(say.unknownProfile(url), ...place));
  }
  return withoutRepeats(run.issues);
}

type Place = ({ readonly key: string; readonly name: string } | number)[];

function reportUnknown(url: string, { meta }: JsonObject, report: (...place: Place) => void): void {
  const named = isJsonObject(meta) ? meta.profile : undefined;
  const at = Array.isArray(named)
    ? named.findIndex((it) => typeof it === 'string' && parseCanonical(it).url === parseCanonical(url).url)
    : -1;
  if (at < 0) report();
  else report({ key: 'meta', name: 'meta' }, { key: 'profile', name: 'profile' }, at);
}

/** The same rule comes twice when a profile and its base are both asked. */
function withoutRepeats(issues: readonly IssueDetail[]): IssueDetail[] {
  const seen = new Set<string>();
  return issues.filter(({ expression, code, text }) => {
    const key = `${expression}\n${code}\n${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
