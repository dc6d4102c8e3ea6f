import type { JsonObject } from '../json/json-value';
import { listed, type Message, say, type Text } from '../messages';
import { type Html, html } from './html';
import { objectAt, objectsAt, textAt, textsAt } from './resource-facts';
import { withCode } from './with-code';

interface SeverityLook {
  readonly label: Text;
  /** A symbol, so that colour is not the only indication. */
  readonly icon: string;
  readonly style: string;
}

const LOOKS: Readonly<Record<string, SeverityLook>> = {
  fatal: { label: say`Fatal`, icon: '✕', style: 'bad' },
  error: { label: say`Error`, icon: '✕', style: 'bad' },
  warning: { label: say`Warning`, icon: '!', style: 'warn' },
  information: { label: say`Information`, icon: 'i', style: 'info' },
};
const UNKNOWN: SeverityLook = { label: say`Issue`, icon: '?', style: 'info' };

const LINE = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line';
const COLUMN = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col';

/** The issues of an OperationOutcome as cards: what is wrong, how to correct it, and where. */
export function outcomeCards(outcome: JsonObject): Html {
  const issues = objectsAt(outcome, 'issue');
  return html`<section aria-labelledby="issues">
    <h2 id="issues">${count(issues.length)}</h2>
    <ol class="issues">
      ${issues.map((issue) => card(issue))}
    </ol>
  </section>`;
}

interface Verdict {
  readonly severities: readonly string[];
  readonly one: Text;
  many(count: number): Text;
}

const VERDICTS: readonly Verdict[] = [
  { severities: ['fatal', 'error'], one: say`1 error`, many: (count) => say`${count} errors` },
  { severities: ['warning'], one: say`1 warning`, many: (count) => say`${count} warnings` },
];

/** A summary of the issues: `2 errors, 1 warning`. */
export function verdictOf(outcome: JsonObject): { readonly text: Text; readonly style: 'good' | 'warn' | 'bad' } {
  const counts = VERDICTS.map(({ severities }) => countOf(outcome, severities));
  const parts = VERDICTS.flatMap(({ one, many }, i) => (counts[i] ? [counts[i] === 1 ? one : many(counts[i])] : []));
  return {
    text: parts.length > 0 ? listed(parts) : say`No errors`,
    style: counts[0] ? 'bad' : counts[1] ? 'warn' : 'good',
  };
}

function countOf(outcome: JsonObject, severities: readonly string[]): number {
  return objectsAt(outcome, 'issue').filter((issue) => severities.includes(textAt(issue, 'severity') ?? '')).length;
}

function count(issues: number): Message {
  return issues === 1 ? say`1 issue` : say`${issues} issues`;
}

function card(issue: JsonObject): Html {
  const look = LOOKS[textAt(issue, 'severity') ?? ''] ?? UNKNOWN;
  const details = textAt(objectAt(issue, 'details'), 'text');
  const diagnostics = textAt(issue, 'diagnostics');
  const text = details ?? diagnostics;
  const position = positionOf(issue);
  const code = textAt(issue, 'code');
  const places = textsAt(issue, 'expression');
  return html`<li class="issue ${look.style}">
    <span class="icon" aria-hidden="true">${look.icon}</span>
    <div>
      <p class="what"><strong>${look.label}</strong>${code && html`<span class="code-name">${code}</span>`}</p>
      <p class="text">
        ${text === undefined ? say`No details were given.` : withCode(withoutPosition(text, position))}
      </p>
      ${details && diagnostics && html`<p class="hint">${withCode(diagnostics)}</p>`}
      ${(position || places.length > 0) && html`<p class="where">${places.map((place) => html`<code>${place}</code>`)}${position && html`<span class="position">${say`line ${position.line}, column ${position.column}`}</span>`}</p>`}
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
