import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import type { WriteOutcome } from '../service/write-plan';

/**
 * Produces the text of a version that has just been stored. A failure now, for example in a hook that masks, must not
 * look like a refusal: the client would believe that nothing was stored.
 * @throws FhirError `not-shown` instead of an error of `show`; that error itself when nothing was stored
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
    const text = say`${type}/${id} was stored as version ${versionId}, but cannot be shown: something went wrong after it was stored`;
    const hint = say`Do not send the request again. Read the resource to see it.`;
    throw new FhirError('not-shown', text, [{ text, hint, expression: `${type}/${id}/_history/${versionId}` }], {
      cause: error,
    });
  }
}
