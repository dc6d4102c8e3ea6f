import { denied } from '../access';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json';
import { say } from '../messages';
import { sameness } from './resource-validator';
import type { Draft, PatchFunction } from './write-plan';

/**
 * The patch of a client that may not read the resource. It learns whether the patch could be applied, and of the faults
 * those that do not depend on what is stored.
 * @throws FhirError `forbidden` when the patch asks about values; the kind of the fault when it cannot be applied
 */
export async function patchedUnread(
  type: string,
  patch: PatchFunction,
  previous: Readonly<JsonObject>,
): Promise<Draft> {
  if (patch.asks)
    throw denied({
      text: say`This client may not read ${type}, so its patches must not depend on what is stored`,
      hint: say`Leave out test operations and values to delete, and name elements by their position instead of by conditions.`,
    });
  const result = await patch(previous);
  // What was repaired or noted may depend on what is stored.
  if (result.ok) return { resource: result.resource };
  const empty = await patch({ resourceType: type, id: previous['id']! });
  const told = empty.ok ? [] : inBoth(result.issues, empty.issues);
  if (told.length > 0) throw new FhirError(result.kind, say`The patch was not applied`, told);
  const text = say`The patch does not fit the stored resource, which this client may not read`;
  throw new FhirError('unprocessable', text, [{ text }]);
}

/** The issues that others have as well, each with its hint only if that is the same: it may tell what is there. */
function inBoth(issues: readonly IssueDetail[], others: readonly IssueDetail[]): readonly IssueDetail[] {
  const known = new Map(others.map((issue) => [sameness(issue), issue]));
  return issues.flatMap((issue) => {
    const same = known.get(sameness(issue));
    if (!same) return [];
    const { hint, ...rest } = issue;
    return hint !== undefined && String(hint) === String(same.hint) ? [issue] : [rest];
  });
}
