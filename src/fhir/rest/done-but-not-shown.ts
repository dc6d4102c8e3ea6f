import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import type { WriteOutcome } from '../service/write-plan';

/** What every answer says that cannot show the result of a request that succeeded. */
export const DONE_BUT_NOT_SHOWN = {
  text: say`The request succeeded, but what it stored cannot be shown`,
  hint: say`Do not send it again. Read the resource to see it.`,
};

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
    const issue = { ...DONE_BUT_NOT_SHOWN, expression: `${type}/${id}/_history/${versionId}` };
    throw new FhirError('not-shown', DONE_BUT_NOT_SHOWN.text, [issue], { cause: error });
  }
}
