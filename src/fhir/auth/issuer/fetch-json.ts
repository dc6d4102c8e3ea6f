/** Timeout of a request to an authorization server, milliseconds. */
const PATIENCE_MS = 5_000;
/** Maximum size of a document of an authorization server, bytes. */
const MOST_BYTES = 512 * 1024;

/** An authorization server answered with a status that is not a success. */
export class UnexpectedStatus extends Error {
  constructor(
    readonly status: number,
    url: string,
  ) {
    super(`${url} answers with status ${status}`);
  }
}

/**
 * Fetches JSON from an authorization server, with limits on time and bytes. Redirects are refused because they could
 * lead anywhere.
 * @throws Error when the server does not answer, or answers with something else
 */
export async function fetchJson(url: string, init: RequestInit = {}): Promise<Readonly<Record<string, unknown>>> {
  const headers = { Accept: 'application/json', ...(init.headers as Record<string, string> | undefined) };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(url, { ...init, headers, redirect: 'error', signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new UnexpectedStatus(response.status, url);
  }
  const value: unknown = JSON.parse(await textWithin(response, url));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${url} is not an object`);
  return value as Readonly<Record<string, unknown>>;
}

async function textWithin(response: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error(`${url} answers with more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
