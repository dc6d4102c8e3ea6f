import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import type { JsonPath } from '../../errors/json-path';

/** Members of `entry.request` that correspond to headers. */
const MEMBERS: Readonly<Record<string, string>> = {
  'if-match': 'ifMatch',
  'if-none-match': 'ifNoneMatch',
  'if-none-exist': 'ifNoneExist',
  'if-modified-since': 'ifModifiedSince',
};

/** Codes of issues about what criteria match. */
const CRITERIA: ReadonlySet<string> = new Set(['multiple-matches', 'not-found']);

/** The error of an entry, located in the Bundle: `Bundle.entry[3].resource.name`. */
export function inEntry(error: FhirError, index: number): FhirError {
  const issues = error.issues.length > 0 ? error.issues : [{ text: error.text }];
  const { kind, text, headers, status } = error;
  const options = { cause: error, headers, ...(status !== undefined && { status }) };
  return new FhirError(kind, text, issues.map((issue) => named(issue, index)), options); // prettier-ignore
}

/** The issue of an entry, located in the Bundle. */
export function named(issue: IssueDetail, index: number): IssueDetail {
  const { expression, path } = issue;
  if (expression?.startsWith('Bundle.entry[')) return issue;
  const entry: JsonPath = ['entry', index];
  const at = `Bundle.entry[${index}]`;
  const [, header] = /^http\.(.+)$/s.exec(expression ?? '') ?? [];
  if (header !== undefined) {
    const member = MEMBERS[header] ?? 'url';
    return { ...issue, expression: `${at}.request.${member}`, path: [...entry, 'request', member] };
  }
  // The fault is in the criteria of the request; no element of the resource is wrong.
  if (!path && /^[A-Z]\w*$/.test(expression ?? '') && CRITERIA.has(issue.code ?? '')) {
    return { ...issue, expression: `${at}.request`, path: [...entry, 'request'] };
  }
  const below =
    expression === 'resourceType' ? '.resourceType' : /^(?:\$this|[A-Z]\w*)(.*)$/s.exec(expression ?? '')?.[1];
  if (path) return { ...issue, expression: `${at}.resource${below ?? ''}`, path: [...entry, 'resource', ...path] };
  if (below === undefined) return { ...issue, expression: at, path: entry };
  return { ...issue, expression: `${at}.resource${below}`, path: [...entry, 'resource', ...stepsOf(expression!)] };
}

/** The path of an operation within a patch. */
function stepsOf(expression: string): JsonPath {
  if (!/^Parameters(\.(parameter|part)\[\d+\])+$/.test(expression)) return [];
  return Array.from(expression.matchAll(/\.(\w+)|\[(\d+)\]/g), ([, name, at]) => name ?? Number(at));
}
