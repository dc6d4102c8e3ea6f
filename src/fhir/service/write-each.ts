import { FhirError } from '../errors/fhir-error';
import type { WritePipeline } from './write-pipeline';
import { blamedFor, type Plan, type PlanOutcome } from './write-plan';

/** Nothing about the plan itself: the same one may go later. */
const FOR_THE_MOMENT: ReadonlySet<string> = new Set(['unavailable', 'edit-conflict', 'internal']);

/**
 * Carries out plans each for itself, in units of work as large as may be: what is wrong with some does not keep the others
 * from being written, and costs little where it is seen before anything is.
 * @param plans each is about another resource
 * @returns an outcome for each plan, or why it was refused; in their order
 * @throws FhirError `unavailable`, `edit-conflict` and the like; some of the plans may be carried out by then, and can be again
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
    // Those before it were in order; where nobody is blamed, the halves tell.
    const [before, after] = at < 0 ? [Math.ceil(plans.length / 2), Math.ceil(plans.length / 2)] : [at, at + 1];
    return [
      ...(await writeEach(pipeline, plans.slice(0, before))),
      ...(at < 0 ? [] : [error]),
      ...(await writeEach(pipeline, plans.slice(after))),
    ];
  }
}
