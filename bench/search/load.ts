import autocannon from 'autocannon';
import { answerOrders } from '../program';

/** One order to the load process. */
export interface SearchOrder {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Sent in turn. */
  readonly requests: readonly { readonly method: 'GET' | 'PUT'; readonly path: string; readonly body?: string }[];
}

export interface SearchAnswers {
  readonly answered: number;
  readonly seconds: number;
  /** Milliseconds, ascending. */
  readonly latencies: Float64Array;
  /** Answers other than 200, by status or error. */
  readonly faults: Readonly<Record<string, number>>;
}

/** Repeats the order with more time if too little is answered. */
async function run(order: SearchOrder): Promise<SearchAnswers> {
  const answers = await once(order);
  return answers.answered < order.connections && order.seconds < LONGEST
    ? run({ ...order, seconds: order.seconds * 3 })
    : answers;
}

const LONGEST = 20;

async function once({ port, connections, seconds, requests }: SearchOrder): Promise<SearchAnswers> {
  const latencies: number[] = [];
  const faults: Record<string, number> = {};
  const fault = (name: string): void => void (faults[name] = (faults[name] ?? 0) + 1);
  let next = 0;
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url: `http://127.0.0.1:${port}`,
        connections,
        duration: seconds,
        requests: [
          {
            setupRequest: (request) => {
              const { method, path, body } = requests[(next += 1) % requests.length]!;
              const headers = { accept: 'application/fhir+json', ...(body && { 'content-type': 'application/fhir+json' }) };
              return { ...request, method, path, headers, ...(body && { body }) };
            },
          },
        ],
      },
      (error: Error | null) => (error ? reject(error) : resolve()),
    ); // prettier-ignore
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      if (status !== 200) fault(`status ${status}`);
    });
    instance.on('reqError', (error: Error) => fault(error.message));
  });
  return {
    answered: latencies.length,
    seconds: (performance.now() - started) / 1_000,
    latencies: Float64Array.from(latencies).sort(),
    faults,
  };
}

answerOrders(run);
