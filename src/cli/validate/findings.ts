import type { OperationOutcome } from 'fhir/r4';
import type { IssueDetail } from '../../fhir/errors/fhir-error';
import { operationOutcome } from '../../fhir/errors/operation-outcome';
import type { Language } from '../messages';
import type { Place } from '../input/read-resources';

/** The faults of one resource. */
export interface Finding {
  readonly place: Place;
  /** `Organization/12`, as far as known. */
  readonly resource: string;
  /** At least one. */
  readonly issues: readonly IssueDetail[];
}

export interface Counts {
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
}

/** How findings are written: the head, each finding, and the foot. */
export interface Report {
  readonly head: string;
  line(finding: Finding, isFirst: boolean): string;
  foot(counts: Counts): string;
}

/** A report line as data; `outcome` is for programs that understand FHIR. */
export function entryOf({ place, resource, issues }: Finding, language: Language) {
  return { ...place, resource, outcome: outcomeOf(issues, language) };
}

export function outcomeOf(issues: readonly IssueDetail[], language: Language): OperationOutcome {
  return operationOutcome(issues.map((issue) => ({ severity: 'error', code: 'processing', ...issue })), language);
} // prettier-ignore

/** The report for a value of `--format`. */
export function reportOf(format: string, language: Language): Report {
  const json = (finding: Finding) => JSON.stringify(entryOf(finding, language));
  switch (format) {
    case 'json':
      return {
        head: '{"findings":[',
        line: (finding, isFirst) => `${isFirst ? '' : ','}\n${json(finding)}`,
        foot: (counts) => `\n],${JSON.stringify(counts).slice(1)}\n`,
      };
    case 'ndjson':
      return { head: '', line: (finding) => `${json(finding)}\n`, foot: () => '' };
    default:
      return { head: '', line: (finding) => asText(finding, language), foot: () => '' };
  }
}

/** What names neither a resource nor an element. */
const UNKNOWN: ReadonlySet<string> = new Set(['?/?', '$this']);

/** `file:line: error: Organization/12 Organization.name: what is wrong; what would be right` */
function asText({ place, resource, issues }: Finding, language: Language): string {
  const { file, line, entry } = place;
  const at = entry === undefined ? `${file}:${line}` : `${file}:${line}[${entry}]`;
  return outcomeOf(issues, language)
    .issue.map(({ severity, details, diagnostics, expression }) => {
      const about = [resource, ...(expression ?? [])].filter((part) => !UNKNOWN.has(part)).join(' ');
      const parts = [at, severity, ...(about === '' ? [] : [about]), details?.text ?? ''];
      return `${parts.join(': ')}${diagnostics ? ` — ${diagnostics}` : ''}\n`;
    })
    .join('');
}
