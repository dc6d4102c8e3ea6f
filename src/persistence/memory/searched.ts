import {
  allFit,
  type Candidate,
  type ConditionsRequest,
  isUnseen,
  type MetConditions,
  type SearchPage,
  type SearchRequest,
  shownAfterAll,
  type Surroundings,
  type Unseen,
  unseenOf,
  wholly,
} from '../../fhir';
import { keyOf, NOTHING, resourceKey, type Resources } from './kept';
import { sortedPage } from './sorted-page';

/** The page that a search finds among resources. */
export function searched(resources: Resources, request: SearchRequest): SearchPage {
  const { type, clauses, unseen } = request;
  const whole = surroundingsIn(resources, wholly(unseen));
  const around = unseen ? { ...surroundingsIn(resources, unseen, whole), whole } : whole;
  const fitting = candidatesOf(request, around)
    .filter((candidate) => allFit(clauses, candidate, around))
    .map(({ id, entries }) => ({
      version: resources.get(keyOf(type, id))!.versions.at(-1)!,
      entries: [...entries],
    }));
  return sortedPage(fitting, request, around);
}

/** Which conditions resources meet. */
export function conditionsMet(
  resources: Resources,
  { type, ids, conditions, unseen }: ConditionsRequest,
): MetConditions {
  const around = surroundingsIn(resources, unseen && { ...unseen, byType: {} });
  return new Map(
    ids.flatMap((id) => {
      const candidate = around.find(type, id);
      return candidate ? [[id, conditions.map((clauses) => allFit(clauses, candidate, around) === true)]] : [];
    }),
  );
}

/** What can fit: the resources with the ids that are asked for, or all. */
function candidatesOf({ type, clauses }: SearchRequest, around: Surroundings): readonly Candidate[] {
  const named = clauses.find((clause) => clause.kind === 'id');
  return named ? [...new Set(named.ids)].flatMap((id) => around.find(type, id) ?? []) : [...around.all(type)];
}

/** The resources at one moment as candidates, each made once. */
export function surroundingsIn(resources: Resources, unseen: Unseen | undefined, whole?: Surroundings): Surroundings {
  const made = new Map<string, Candidate | undefined>();
  const candidate = (key: string): Candidate | undefined => {
    if (made.has(key)) return made.get(key);
    const { versions, entries } = resources.get(key) ?? NOTHING;
    const current = versions.at(-1);
    const { type, id } = resourceKey(key);
    const mask = maskOf(unseen, whole, type, id);
    const found =
      current && current.json !== null
        ? {
            type,
            id,
            lastUpdated: current.lastUpdated.getTime(),
            entries: [...entries.values()].filter(({ label = 0 }) => !isUnseen(label, mask)),
            whole: whole?.find(type, id),
          }
        : undefined;
    made.set(key, found);
    return found;
  };
  return {
    find: (type, id) => candidate(keyOf(type, id)),
    all: (type) => {
      const start = keyOf(type, '');
      return [...resources.keys()].filter((key) => key.startsWith(start)).flatMap((key) => candidate(key) ?? []);
    },
  };
}

/** @param whole the resources without anything hidden */
function maskOf(masks: Unseen | undefined, whole: Surroundings | undefined, type: string, id: string): number {
  let mask = unseenOf(masks, type);
  const except = masks?.except?.[type];
  const stored = except && whole?.find(type, id);
  if (!stored) return mask;
  for (const { where, labels } of except) if (allFit(where, stored, whole)) mask += shownAfterAll(labels);
  return mask;
}
