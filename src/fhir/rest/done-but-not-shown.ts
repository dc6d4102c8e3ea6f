import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import type { WriteOutcome } from '../service/write-plan';

/**
 * Makes the text of a version that a write has just stored. What fails now, such as a hook that masks, cannot take the
 * write back: a refusal would have the client believe that nothing was stored.
 * @throws FhirError `not-shown` in place of whatever `show` throws; that itself where nothing was stored
 */
export async function showingWhatIsDone(
  { version, changed }: WriteOutcome,
  { dryRun }: RequestContext,
  show: () => Promise<string>,
): Promise<string> {
  try {
    return await show();
  } catch (error) {
    if (dryRun || !changed) throw error;
    const { type, id, versionId } = version;
    const text = say`${type}/${id} was stored as version ${versionId}, and cannot be shown: something went wrong after it was stored`;
    const hint = say`Do not send the request again. Read the resource to see it.`;
    throw new FhirError('not-shown', text, [{ text, hint, expression: `${type}/${id}/_history/${versionId}` }], {
      cause: error,
    });
  }
}
