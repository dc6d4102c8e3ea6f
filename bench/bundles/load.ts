import autocannon, { type Options } from 'autocannon';
import { MEDIA_TYPE } from '../fixtures';
import { type Kind, REQUESTS } from './requests';
import { answerOrders } from '../program';

/** One order to the load process. */
export interface BundleOrder {
  readonly port: number;
  readonly kind: Kind;
  readonly connections: number;
  /** Total number of requests; all are answered before the order is done. */
  readonly amount: number;
  /** Number of the first resource. */
  readonly first: number;
}

export interface BundleAnswers {
  /** Time from the first request to the last answer. */
  readonly seconds: number;
  /** Complete answers with the expected status. */
  readonly good: number;
  /** The other answers, by fault. */
  readonly faults: Readonly<Record<string, number>>;
}

/** How often autocannon checks whether everything is done, milliseconds; no figure is taken from these checks. */
const SAMPLE_MS = 20;
/** Large, because large transactions wait for each other. */
const PATIENCE_SECONDS = 120;
/** Characters to keep of an answer that is not an OperationOutcome. */
const LONGEST_REASON = 100;

async function run({ port, kind, connections, amount, first }: BundleOrder): Promise<BundleAnswers> {
  const { method, path, body, resources, status: expected, mark } = REQUESTS[kind];
  const faults: Record<string, number> = {};
  const fault = (name: string): void => void (faults[name] = (faults[name] ?? 0) + 1);
  let next = first;
  let answered = 0;
  let good = 0;
  const options: Options = {
    url: `http://127.0.0.1:${port}`,
    connections,
    amount,
    sampleInt: SAMPLE_MS,
    timeout: PATIENCE_SECONDS,
    method,
    headers: { accept: MEDIA_TYPE, ...(body && { 'content-type': MEDIA_TYPE }) },
    requests: [
      {
        setupRequest: (request) => {
          const made = { ...request, path: path(next), ...(body && { body: body(next) }) };
          next += resources;
          return made;
        },
        onResponse: (status, text) => {
          if (status !== expected) fault(`${status} ${reasonIn(text)}`);
          else if (occurrences(text, mark) !== resources) fault('not the answer that was asked for');
          else good += 1;
        },
      },
    ],
  };
  const started = performance.now();
  let ended = started;
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(options, (error: Error | null) => (error ? reject(error) : resolve()));
    instance.on('response', () => {
      ended = performance.now();
      answered += 1;
    });
    instance.on('reqError', (error: Error) => fault(error.message));
  });
  if (answered !== amount) faults['requests without an answer'] = amount - answered;
  return { seconds: (ended - started) / 1_000, good, faults };
}

/** The reason without its position, so that refusals for the same reason are counted together. */
function reasonIn(text: string): string {
  return (
    /"details":{"text":"([^"]*?)(?: \(line \d+, column \d+\))?"/.exec(text)?.[1] ?? text.slice(0, LONGEST_REASON)
  ).trim();
}

function occurrences(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) count += 1;
  return count;
}

answerOrders(run);
