import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { UnitReads } from '../../plugin/request-context';
import type { SearchPage } from '../../ports/search';
import type { StoredVersion } from '../../ports/versions';
import { criteriaText } from '../../search';
import { noMatch } from '../existence-refusals';
import type { StagedUnit } from '../staged-unit';
import { criteriaKey, StaleCriteriaError, type Assumption, type Place } from './assumption';

type CheckedUnit = Pick<StagedUnit, 'hold' | 'reads' | 'staged'>;

/** Locks the criteria against writers that use the same ones, before anything is searched or written. */
export async function holdCriteria(unit: CheckedUnit, assumptions: readonly Assumption[]): Promise<void> {
  const keys = assumptions.filter(({ target }) => target === undefined).map(criteriaKey);
  if (keys.length > 0) await unit.hold('exclusive', keys);
}

/**
 * Evaluates the criteria again after everything is written.
 * @param written the version written by the plan that relies on the assumption
 * @throws StaleCriteriaError when another request has written meanwhile
 * @throws FhirError `version-conflict` (412) when writes of the same request contradict each other
 */
export async function assertAssumption(
  unit: CheckedUnit,
  assumption: Assumption,
  written: StoredVersion,
): Promise<void> {
  const { type, criteria, target, at, refusal } = assumption;
  const own = target ?? (written.type === type ? written.id : undefined);
  const found = await idsOf(unit, assumption);
  const stranger = found.find((id) => id !== own);
  const isGone = target !== undefined && !found.includes(target);
  if (stranger === undefined && !isGone) return;
  const isOurs = (id: string): boolean => unit.staged.some(({ version }) => version.type === type && version.id === id);
  const placed = (error: FhirError): FhirError => (at ? placedAt(at, error) : error);
  if (stranger !== undefined && isOurs(stranger)) throw placed(overlapping(assumption, stranger));
  if (stranger === undefined && isGone && isOurs(target))
    throw placed(noMatch(type, criteriaText(criteria), 'version-conflict'));
  throw new StaleCriteriaError(type, refusal && placed(refusal));
}

/** The error with its issues at another place. */
export function placedAt(at: Place, error: FhirError): FhirError {
  const issues = error.issues.map(({ expression: _, path: __, ...issue }) => ({ ...issue, ...at }));
  return new FhirError(error.kind, error.text, issues, { cause: error });
}

/**
 * Whether another request was faster, judged by the committed state. Needed where unique keys of the database refuse
 * the second write before the criteria can be evaluated again.
 * @param own id of the resource to be written; undefined when it had none yet
 */
export async function hasRival(reads: UnitReads, assumption: Assumption, own: string | undefined): Promise<boolean> {
  if (assumption.target !== undefined) return false;
  return (await idsOf({ reads }, assumption)).some((id) => id !== own);
}

/** The ids of the first two matches, whatever their size. */
async function idsOf(
  unit: { readonly reads: UnitReads },
  { search, criteria: { clauses } }: Assumption,
): Promise<readonly string[]> {
  const ids = (page: SearchPage): string[] => page.versions.map(({ id }) => id);
  const first = await search(unit.reads, { clauses, count: 2, countUpTo: 0 });
  if (first.next === undefined || first.versions.length > 1) return ids(first);
  return [...ids(first), ...ids(await search(unit.reads, { clauses, count: 1, countUpTo: 0, after: first.next }))];
}

function overlapping({ type, criteria }: Assumption, id: string): FhirError {
  const text = say`${criteriaText(criteria)} must match one resource, but ${type}/${id}, which is written in the same request, matches as well`;
  const hint = say`Name each resource once in one request.`;
  return new FhirError('version-conflict', text, [{ code: 'multiple-matches', text, hint }]);
}
