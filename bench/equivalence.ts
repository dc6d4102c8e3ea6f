import { isDeepStrictEqual } from 'node:util';
import { idAt, MEDIA_TYPE, organization, patch, TYPE } from './fixtures';
import type { Interaction } from './plan';
import type { ServerProcess } from './processes';

interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly etag: string | null;
  readonly body: string;
}

/**
 * Two servers are comparable only if they do the same work: each reads, replaces and patches its own resource, and the
 * answers must be equal except for id and instant.
 * @returns the number of writes
 * @throws Error that names the first difference
 */
export async function assertSameWork(ours: ServerProcess, bare: ServerProcess): Promise<number> {
  let writes = 0;
  for (const interaction of ['GET', 'PUT', 'GET', 'PATCH', 'GET'] as const) {
    // One after the other, because SQLite allows one writer at a time and the bare server does not wait for its turn.
    const answers = [await ask(ours, interaction, idAt(0)), await ask(bare, interaction, idAt(1))];
    const [a, b] = answers.map(comparable);
    if (a!.status !== 200 || !isDeepStrictEqual(a, b)) {
      throw new Error(
        `${interaction}: the servers differ.\n  ours: ${JSON.stringify(a)}\n  bare: ${JSON.stringify(b)}`,
      );
    }
    if (interaction !== 'GET') writes += answers.length;
  }
  return writes;
}

const BODIES: Readonly<Record<Interaction, (id: string) => object | undefined>> = {
  GET: () => undefined,
  PUT: (id) => organization(id, 1),
  PATCH: () => patch(2),
};

async function ask({ port }: ServerProcess, interaction: Interaction, id: string): Promise<Answer> {
  const body = BODIES[interaction](id);
  const response = await fetch(`http://127.0.0.1:${port}/fhir/${TYPE}/${id}`, {
    method: interaction,
    headers: { accept: MEDIA_TYPE, ...(body && { 'content-type': MEDIA_TYPE }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const { status, headers } = response;
  return { status, contentType: headers.get('content-type'), etag: headers.get('etag'), body: await response.text() };
}

/** Parsed, because the order of members has no meaning in JSON. */
function comparable({ body, ...rest }: Answer): Omit<Answer, 'body'> & { readonly resource: unknown } {
  const resource = JSON.parse(body, (key, value: unknown) =>
    key === 'lastUpdated' || (key === 'id' && typeof value === 'string') ? '' : value,
  ) as unknown;
  return { ...rest, resource };
}
