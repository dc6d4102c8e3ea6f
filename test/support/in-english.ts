import type { IssueDetail } from '../../src/fhir';

/** An issue as an English-speaking client sees it. */
export type PlainIssue = Omit<IssueDetail, 'text' | 'hint'> & { readonly text: string; readonly hint?: string };

/** The issues with their sentences as strings, for matchers that look into them. */
export function inEnglish(issues: readonly IssueDetail[]): PlainIssue[] {
  return issues.map(({ text, hint, ...issue }) => ({
    ...issue,
    text: String(text),
    ...(hint !== undefined && { hint: String(hint) }),
  }));
}
