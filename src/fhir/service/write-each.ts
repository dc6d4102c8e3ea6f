import { FhirError } from '../errors/fhir-error';
import type { WritePipeline } from './write-pipeline';
import { blamedFor, type Plan, type PlanOutcome } from './write-plan';

/** Errors that do not depend on the plan: the same plan may succeed later. */
const FOR_THE_MOMENT: ReadonlySet<string> = new Set(['unavailable', 'edit-conflict', 'internal']);

/**
 * Carries out independent plans in units of work that are as large as possible. Refused plans do not prevent the others
 * from being written. A refusal costs little when it is found before anything is written.
 * @param plans each about a different resource
 * @returns one outcome or refusal per plan, in order
 * @throws FhirError `unavailable`, `edit-conflict`, `internal`; some plans may have been carried out by then, and all
 * may be repeated
 */
export async function writeEach(
  pipeline: Pick<WritePipeline, 'run'>,
  plans: readonly Plan[],
): Promise<readonly (PlanOutcome | FhirError)[]> {
  if (plans.length === 0) return [];
  try {
    return await pipeline.run(plans);
  } catch (error) {
    if (!(error instanceof FhirError) || FOR_THE_MOMENT.has(error.kind)) throw error;
    const blamed = blamedFor(error);
    const at = blamed ? plans.indexOf(blamed) : -1;
    if (plans.length === 1) return [error];
    // The plans before the blamed one were prepared without error. If no plan is blamed, split in half to find it.
    const [before, after] = at < 0 ? [Math.ceil(plans.length / 2), Math.ceil(plans.length / 2)] : [at, at + 1];
    return [
      ...(await writeEach(pipeline, plans.slice(0, before))),
      ...(at < 0 ? [] : [error]),
      ...(await writeEach(pipeline, plans.slice(after))),
    ];
  }
}
