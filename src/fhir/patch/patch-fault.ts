import { FhirError, type FhirErrorKind, type IssueDetail } from '../errors/fhir-error';
import { say, sentences, shortened, type Text } from '../messages';

/** The patch cannot be parsed (400). */
export function unreadable(issue: IssueDetail): FhirError {
  return refusal('invalid-request', [issue]);
}

/** The patch was parsed, but cannot be applied to this resource (422). */
export function inapplicable(issue: IssueDetail): FhirError {
  return refusal('unprocessable', [issue]);
}

/** The patch exceeds a limit (413). */
export function tooLarge(issue: Omit<IssueDetail, 'hint'>): FhirError {
  return refusal('too-large', [{ ...issue, hint: say`Split it into several patches.` }]);
}

export function tooManyOperations(count: number, most: number, expression: string): FhirError {
  return tooLarge({ text: say`The patch has ${count} operations; at most ${most} are allowed.`, expression });
}

/** @param issues at least one: everything that is wrong */
export function refusal(kind: FhirErrorKind, issues: readonly IssueDetail[]): FhirError {
  return new FhirError(kind, issues[0]!.text, issues);
}

/** Runs `run`, and rewrites each issue of a FhirError it throws with `retell`. */
export function retelling<T>(run: () => T, retell: (issue: IssueDetail) => IssueDetail): T {
  try {
    return run();
  } catch (fault) {
    if (!(fault instanceof FhirError)) throw fault;
    throw refusal(fault.kind, fault.issues.map(retell));
  }
}

const LONGEST_QUOTE = 160;

/** Makes a client's text safe to quote in a message: control characters become spaces, and its length is limited. */
export function quote(text: string): string {
  // eslint-disable-next-line no-control-regex
  return shortened(text, LONGEST_QUOTE).replace(/[\u0000-\u001f\u007f]/g, ' ');
}

/** @param meant what a misspelt name may stand for */
export function guess(meant: string | undefined, rest: Text): Text {
  return sentences(meant === undefined ? undefined : say`Did you mean ${meant}?`, rest);
}

/** @param meant what a misspelt name most likely stands for */
export function orNearest(meant: string | undefined, otherwise: Text): Text {
  return meant === undefined ? otherwise : say`Did you mean \`${meant}\`?`;
}
