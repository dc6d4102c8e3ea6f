import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { readSettings } from '../src/config/settings';
import { buildOpenApi } from '../src/fhir';
import { createApp } from '../src/server/create-app';

/** Where the document is committed, from the root of the project. */
export const OPENAPI_FILE = 'openapi/openapi.json';

/** The OpenAPI document of the server as it runs with AUTH=none and no other setting; the same text every time. */
export async function openApiText(): Promise<string> {
  const app = await createApp(readSettings({ DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent', AUTH: 'none' }));
  try {
    return `${JSON.stringify(buildOpenApi(app), null, 2)}\n`;
  } finally {
    await app.close();
  }
}

async function write(): Promise<void> {
  const file = resolve(OPENAPI_FILE);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await openApiText());
  process.stdout.write(`${file}\n`);
}

if (require.main === module) void write();
