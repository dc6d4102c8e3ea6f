import { remembered } from '../../fhir';

/** One step of a path. */
export interface PathStep {
  /** Name of an element or function; undefined for an index. */
  readonly name?: string;
  /** Text in the parentheses of a function. */
  readonly args?: string;
  /** Offset of the step, including its dot. */
  readonly start: number;
}

/** The engine does not read longer paths. */
const LONGEST = 1000;
const STEP = /\s*(?:(?:\.\s*)?([$%]?[A-Za-z]\w*)|\[\s*\d+\s*\])/y;

/** Names for the resource itself, besides its type. */
export const ROOTS: ReadonlySet<string> = new Set(['$this', '%resource']);

/** Functions that return a selection of their input. */
export const SELECTING: ReadonlySet<string> = new Set(['where', 'first', 'last', 'tail', 'skip', 'take', 'single']);

/** The steps of a path of elements, indexes and functions; undefined for any other. Several rules ask for them. */
export const stepsOf = remembered((path: string): readonly PathStep[] | undefined => {
  if (path.length > LONGEST) return undefined;
  const steps: PathStep[] = [];
  const { length } = path.trimEnd();
  let at = 0;
  while (at < length) {
    STEP.lastIndex = at;
    const [text, name] = STEP.exec(path) ?? [];
    if (text === undefined) return undefined;
    const start = at;
    at += text.length;
    if (name === undefined || path[at] !== '(') {
      steps.push({ ...(name !== undefined && { name }), start });
      continue;
    }
    const end = closing(path.slice(at));
    if (end === undefined) return undefined;
    steps.push({ name, args: path.slice(at + 1, at + end), start });
    at += end + 1;
  }
  return steps;
});

/** Whether a step only selects from what it is given, without descending. */
export function isSelecting({ name, args }: PathStep): boolean {
  return name === undefined || (args !== undefined && SELECTING.has(name));
}

/** Index at which the parenthesis that `text` starts with is closed; quoted text is ignored. */
function closing(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted && char === '\\') at++;
    else if (char === "'") quoted = !quoted;
    else if (!quoted && char === '(') depth++;
    else if (!quoted && char === ')' && --depth === 0) return at;
  }
  return undefined;
}
