import { FhirError, type IssueDetail } from '../errors/fhir-error';

/** The patch cannot be read (400). */
export function unreadable(issue: IssueDetail): FhirError {
  return new FhirError('invalid-request', issue.text, [issue]);
}

/** The patch can be read, but not applied to this resource (422). */
export function inapplicable(issue: IssueDetail): FhirError {
  return new FhirError('unprocessable', issue.text, [issue]);
}

const LONGEST_QUOTE = 160;

/** Text of a client as it may stand in a message: without line breaks and other controls, and of bounded length. */
export function quote(text: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/[\u0000-\u001f\u007f]/g, ' ');
  return plain.length > LONGEST_QUOTE ? `${plain.slice(0, LONGEST_QUOTE)}…` : plain;
}

/** `1 element`, `3 elements`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
