import type { JsonObject } from '../json/json-value';
import { type Html, html, type HtmlValue } from './html';
import { objectAt, objectsAt, textAt, textsAt } from './resource-facts';
import { withCode } from './with-code';

interface SeverityLook {
  readonly label: string;
  /** A symbol, so that colour is not the only indication. */
  readonly icon: string;
  readonly style: string;
}

const LOOKS: Readonly<Record<string, SeverityLook>> = {
  fatal: { label: 'Fatal', icon: '✕', style: 'bad' },
  error: { label: 'Error', icon: '✕', style: 'bad' },
  warning: { label: 'Warning', icon: '!', style: 'warn' },
  information: { label: 'Information', icon: 'i', style: 'info' },
};
const UNKNOWN: SeverityLook = { label: 'Issue', icon: '?', style: 'info' };

const LINE = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line';
const COLUMN = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col';

/**
 * The issues of an OperationOutcome as cards: what is wrong, how to correct it, and where.
 * @param language of their texts; absent: that of the page
 */
export function outcomeCards(outcome: JsonObject, language?: string): Html {
  const issues = objectsAt(outcome, 'issue');
  return html`<section aria-labelledby="issues">
    <h2 id="issues">${count(issues.length)}</h2>
    <ol class="issues">
      ${issues.map((issue) => card(issue, language))}
    </ol>
  </section>`;
}

const VERDICTS: readonly { readonly severities: readonly string[]; readonly one: string; readonly many: string }[] = [
  { severities: ['fatal', 'error'], one: 'error', many: 'errors' },
  { severities: ['warning'], one: 'warning', many: 'warnings' },
];

/** A summary of the issues: `2 errors, 1 warning`. */
export function verdictOf(outcome: JsonObject): { readonly text: string; readonly style: 'good' | 'warn' | 'bad' } {
  const counts = VERDICTS.map(({ severities }) => countOf(outcome, severities));
  const parts = VERDICTS.flatMap(({ one, many }, i) =>
    counts[i] ? [`${counts[i]} ${counts[i] === 1 ? one : many}`] : [],
  );
  return { text: parts.join(', ') || 'No errors', style: counts[0] ? 'bad' : counts[1] ? 'warn' : 'good' };
}

function countOf(outcome: JsonObject, severities: readonly string[]): number {
  return objectsAt(outcome, 'issue').filter((issue) => severities.includes(textAt(issue, 'severity') ?? '')).length;
}

function count(issues: number): string {
  return issues === 1 ? '1 issue' : `${issues} issues`;
}

function card(issue: JsonObject, language: string | undefined): Html {
  const look = LOOKS[textAt(issue, 'severity') ?? ''] ?? UNKNOWN;
  const details = textAt(objectAt(issue, 'details'), 'text');
  const diagnostics = textAt(issue, 'diagnostics');
  const position = positionOf(issue);
  const code = textAt(issue, 'code');
  const places = textsAt(issue, 'expression');
  const said = (style: string, content: HtmlValue): Html =>
    language === undefined
      ? html`<p class="${style}">${content}</p>`
      : html`<p class="${style}" lang="${language}">${content}</p>`;
  return html`<li class="issue ${look.style}">
    <span class="icon" aria-hidden="true">${look.icon}</span>
    <div>
      <p class="what"><strong>${look.label}</strong>${code && html`<span class="code-name">${code}</span>`}</p>
      ${said('text', withCode(withoutPosition(details ?? diagnostics ?? 'No details were given.', position)))}
      ${details && diagnostics && said('hint', withCode(diagnostics))}
      ${(position || places.length > 0) && html`<p class="where">${places.map((place) => html`<code>${place}</code>`)}${position && html`<span class="position">line ${position.line}, column ${position.column}</span>`}</p>`}
    </div>
  </li>`;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function positionOf(issue: JsonObject): Position | undefined {
  const at = (url: string) =>
    objectsAt(issue, 'extension').find((extension) => extension['url'] === url)?.['valueInteger'];
  const [line, column] = [at(LINE), at(COLUMN)];
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : undefined;
}

/**
 * Removes the position from the text, where it is repeated for clients that read nothing else; here it is shown
 * separately.
 */
function withoutPosition(text: string, position: Position | undefined): string {
  if (!position) return text;
  return text.replace(new RegExp(`\\(\\p{L}+ ${position.line}, \\p{L}+ ${position.column}\\)$`, 'u'), '').trimEnd();
}
