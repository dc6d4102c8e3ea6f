import autocannon, { type Options, type Request } from 'autocannon';
import { idAt, MEDIA_TYPE, organization, patch, TYPE } from './fixtures';
import type { Interaction } from './plan';
import { answerOrders } from './program';

/** One order to the load process. */
export interface LoadOrder {
  readonly port: number;
  readonly interaction: Interaction;
  readonly connections: number;
  /** Total number of requests. All are answered before the order is done, so that answers can be compared with rows. */
  readonly amount: number;
  /** Number of the first request of the order; ids and changes follow from it. */
  readonly first: number;
}

export interface LoadResult {
  /** From the first request to the last answer, seconds. */
  readonly seconds: number;
  /** One per answer, milliseconds, ascending. */
  readonly latencies: Float64Array;
  /** Answers with status 200 and the resource in the body. */
  readonly good: number;
  /** The faults of the other answers, with counts. */
  readonly faults: Readonly<Record<string, number>>;
}

const START_OF_BODY = `{"resourceType":"${TYPE}"`;
const SHORTEST_BODY = 3_000;
/** How often autocannon checks whether everything is done, milliseconds; no figure is taken from these checks. */
const SAMPLE_MS = 20;

/** Bodies of PUT differ only in the id and the number of the change, so that they are cheap to build. */
const [HEAD = '', MIDDLE = '', TAIL = ''] = JSON.stringify(organization('{id}', '{change}')).split(/{id}|{change}/);

const BODIES: Readonly<Record<Interaction, (id: string, change: number) => string | undefined>> = {
  GET: () => undefined,
  PUT: (id, change) => HEAD + id + MIDDLE + change + TAIL,
  PATCH: (_id, change) => JSON.stringify(patch(change)),
};

export async function run({ port, interaction, connections, amount, first }: LoadOrder): Promise<LoadResult> {
  const latencies: number[] = [];
  const faults: Record<string, number> = {};
  const fault = (name: string): void => void (faults[name] = (faults[name] ?? 0) + 1);
  let change = first;
  const body = BODIES[interaction];
  const options: Options = {
    url: `http://127.0.0.1:${port}`,
    connections,
    amount,
    sampleInt: SAMPLE_MS,
    method: interaction,
    headers: { accept: MEDIA_TYPE, ...(interaction !== 'GET' && { 'content-type': MEDIA_TYPE }) },
    requests: [
      {
        setupRequest: (request: Request): Request => {
          const id = idAt(change);
          const next = { ...request, path: `/fhir/${TYPE}/${id}`, body: body(id, change) };
          change += 1;
          return next;
        },
      },
    ],
    verifyBody: (answer) =>
      typeof answer === 'string' && answer.length > SHORTEST_BODY && answer.startsWith(START_OF_BODY),
  };
  const started = performance.now();
  let ended = started;
  const { mismatches, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error: Error | null, result) => (error ? reject(error) : resolve(result)));
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      ended = performance.now();
      latencies.push(milliseconds);
      if (status !== 200) fault(`status ${status}`);
    });
    instance.on('reqError', (error: Error) => fault(error.message));
  });
  if (mismatches > 0) faults['body is not the resource'] = mismatches;
  if (latencies.length !== amount) faults['requests without an answer'] = amount - latencies.length;
  const bad = Object.values(faults).reduce((total, count) => total + count, 0);
  return {
    seconds: (ended - started) / 1_000,
    latencies: Float64Array.from(latencies).sort(),
    good: bad === 0 && errors === 0 ? amount : 0,
    faults,
  };
}

answerOrders(run);
