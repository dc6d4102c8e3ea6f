import type request from 'supertest';
import { JobRunner, type JsonObject } from '../../src/fhir';
import type { TestApp } from './test-app';

export interface Manifest {
  readonly transactionTime: string;
  readonly request: string;
  readonly requiresAccessToken: boolean;
  readonly outputFormat: string;
  readonly output: readonly ManifestFile[];
  readonly deleted?: readonly ManifestFile[];
  readonly error: readonly ManifestFile[];
}

export interface ManifestFile {
  readonly type: string;
  readonly url: string;
  readonly count: number;
}

/** Waits until the server has no more jobs to run. */
export const jobsDone = (server: TestApp): Promise<void> => server.app.get(JobRunner, { strict: false }).idle();

/** The path, relative to the base, of a URL from the server. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname.replace(/^\/fhir/, '') + search;
}

/** Starts an export. @returns the path of its status */
export async function askForExport(
  server: TestApp,
  path: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const { headers: told } = await server.send('get', path).set(headers).expect(202);
  return pathOf(String(told['content-location']));
}

/** Starts an export, and waits for it. */
export async function exported(server: TestApp, path: string, headers: Record<string, string> = {}): Promise<Manifest> {
  const state = await askForExport(server, path, headers);
  await jobsDone(server);
  const { body } = await server.send('get', state).set(headers).expect(200);
  return body as Manifest;
}

/** The text of a file. */
export async function textOfFile(
  server: TestApp,
  { url }: ManifestFile,
  headers: Record<string, string> = {},
): Promise<string> {
  const asked = server.send('get', pathOf(url)).set({ ...headers, 'Accept-Encoding': 'identity' });
  const answer = await bytesOf(asked).expect(200);
  return (answer.body as Buffer).toString();
}

export async function linesOf(server: TestApp, files: readonly ManifestFile[] = []): Promise<readonly JsonObject[]> {
  const lines: JsonObject[] = [];
  for (const file of files) {
    const text = await textOfFile(server, file);
    lines.push(
      ...text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as JsonObject),
    );
  }
  return lines;
}

/** `Type/id` of the exported resources, in the order of the files. */
export async function namesIn(server: TestApp, files: readonly ManifestFile[] = []): Promise<readonly string[]> {
  const lines = await linesOf(server, files);
  return lines.map((line) => `${line['resourceType'] as string}/${line['id'] as string}`);
}

/** Keeps the body as raw bytes. */
export function bytesOf(test: request.Test): request.Test {
  return test.buffer(true).parse((response, done) => {
    const all: Buffer[] = [];
    response.on('data', (piece: Buffer) => all.push(piece));
    response.on('end', () => done(null, Buffer.concat(all)));
  });
}
