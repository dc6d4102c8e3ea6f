import type { ResourceNode } from 'fhirpath';
import { type JsonObject } from '../../json/json-value';
import { say } from '../../messages';
import { engine, r4 } from '../../model/fhirpath-engine';
import { fhirPathInput } from '../../model/fhirpath-input';
import { inapplicable, quote } from '../patch-fault';
import { childAt, type Location } from './location';

/** The remaining evaluation budget of a patch, shared by its operations. */
export class Budget {
  private steps = 0;
  private visits = 0;
  private visitsOfPath = 0;
  private remainingMs: number;
  private words: Budget | undefined;

  constructor(
    private readonly deadlineMs: number,
    private readonly mostSteps = MOST_STEPS,
    private readonly mostVisits = Infinity,
    private readonly mostVisitsOfPath = mostVisits,
  ) {
    this.remainingMs = deadlineMs;
  }

  /**
   * A small separate budget for explaining why paths match nothing, so that a patch is never refused because of the cost
   * of an explanation.
   */
  forWords(): Budget {
    this.words ??= new Budget(this.deadlineMs, MOST_STEPS / 2, this.mostVisitsOfPath, this.mostVisitsOfPath);
    return this.words;
  }

  /** Begins the evaluation of a path. */
  begin(): void {
    this.visitsOfPath = 0;
  }

  /**
   * Runs an evaluation that calls `step` for every node it visits.
   * @throws FhirError `unprocessable` when the budget is used up
   */
  spend<T>(run: (step: (found: number) => void) => T): T {
    const started = cpuMs();
    const most = Math.min(this.remainingMs, MOST_AT_ONCE_MS);
    let [last, longest] = [started, 0];
    const step = (found: number): void => {
      this.visit(found);
      this.steps += 1;
      if (this.steps > this.mostSteps) throw this.exceeded();
      if (this.steps % STEPS_PER_CLOCK !== 0) return;
      const now = cpuMs();
      longest = Math.max(longest, now - last);
      last = now;
      // One pause is forgiven: a collection of garbage, in several threads, can take as long as the limit.
      if (now - started - longest > most) throw this.exceeded(most < this.remainingMs ? most : this.deadlineMs);
    };
    try {
      return run(step);
    } finally {
      this.remainingMs -= cpuMs() - started;
    }
  }

  /**
   * Counts elements that a path looks at. No other request is served while a single path is evaluated, so that has a
   * limit of its own.
   * @throws FhirError `unprocessable` when the path, or the paths of the patch, have looked at too many
   */
  visit(elements: number): void {
    this.visits += elements;
    this.visitsOfPath += elements;
    if (this.visitsOfPath > this.mostVisitsOfPath) {
      throw inapplicable({
        code: 'too-costly',
        text: say`The path looks at more than ${this.mostVisitsOfPath} elements.`,
        hint: SIMPLER,
      });
    }
    if (this.visits <= this.mostVisits) return;
    throw inapplicable({
      code: 'too-costly',
      text: say`The paths of this patch look at more than ${this.mostVisits} elements.`,
      hint: SIMPLER,
    });
  }

  private exceeded(limitMs = this.deadlineMs): Error {
    return inapplicable({
      code: 'too-costly',
      text: say`Evaluating the paths of this patch takes too long (limit: ${limitMs} ms).`,
      hint: SIMPLER,
    });
  }
}

const SIMPLER = say`Use simpler paths: fewer where() inside where(), fewer operations in one patch.`;

/** CPU time of this process rather than elapsed time, so that a patch does not fail because the machine is busy. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Maximum node visits per patch: about 100 ms, or several times that on a slow or busy machine. Selecting a capacity by
 * its key takes 800 visits for each capacity at its place, of which there may be 120. This limit is normally reached
 * first and is the same on every machine; the deadline is for evaluations that are slow despite visiting few nodes.
 */
const MOST_STEPS = 100_000;
/** Often enough to notice a slow operator, and rarely enough to be cheap: reading this clock is a system call. */
const STEPS_PER_CLOCK = 8;
/** CPU time for one evaluation, which no other request can interrupt, milliseconds. */
const MOST_AT_ONCE_MS = 300;

export type Evaluator = (resource: Readonly<JsonObject>, root: Location, budget: Budget) => Location[];

/**
 * Compiles a path for the fhirpath engine. The engine's nodes know their parent, name and index, which give the
 * position in the JSON.
 *
 * @throws FhirError `unprocessable`, on evaluation, when it fails, takes too long, or returns something that is not an
 *   element
 */
export function evaluatorOf(text: string): Evaluator {
  const evaluate = engine().compile(text, r4(), { resolveInternalTypes: false, preciseMath: true });
  return (piece, root, budget) => {
    const resource = fhirPathInput(piece);
    const nodes = budget.spend((step) => {
      // After each step, the engine passes what it has found.
      const after = (_: unknown, __: unknown, found: unknown): void => step(Array.isArray(found) ? found.length : 0);
      return run(() => evaluate(resource, { resource }, { debugger: after }) as unknown[]);
    });
    return nodes.map((node) => {
      const location = isNode(node) ? locate(node, root, resource) : undefined;
      if (location) return location;
      throw inapplicable({
        code: 'not-supported',
        text: say`The path \`${quote(text)}\` returns something that is not an element of the resource.`,
        hint: say`End the path at an element that the type has.`,
      });
    });
  };

  function run(evaluation: () => unknown[]): unknown[] {
    try {
      return evaluation();
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'FhirError') throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw inapplicable({
        text: say`The path \`${quote(text)}\` cannot be evaluated on this resource: ${quote(reason)}.`,
        hint: say`where() takes a condition; single() and comparisons take one element at a time.`,
      });
    }
  }
}

function isNode(value: unknown): value is ResourceNode {
  return typeof value === 'object' && value !== null && 'parentResNode' in value && 'propName' in value;
}

/**
 * The location of an engine node; undefined when it is not part of this resource (as passed to the engine), or is
 * unknown to the model.
 */
function locate(node: ResourceNode, root: Location, resource: unknown): Location | undefined {
  if (!node.parentResNode) return node.data === resource ? root : undefined;
  const parent = locate(node.parentResNode, root, resource);
  return parent && node.propName ? childAt(parent, node.propName, node.index ?? undefined) : undefined;
}
