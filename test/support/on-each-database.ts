import type { CreateAppOptions } from '../../src/server/create-app';
import { databases, type DatabaseKind } from './databases';
import { startTestApp, type SettingsText, type TestApp } from './test-app';

export interface ServerSetup extends CreateAppOptions {
  readonly settings?: SettingsText;
}

/**
 * Declares a suite for each kind of database, with one server on a database of its own.
 *
 * @param title of the suite, to which the name of the database is added
 * @param body receives the server, which runs from the first of its hooks and tests to the last
 */
export function describeOnEachDatabase(
  title: string,
  setup: ServerSetup,
  body: (server: TestApp, kind: DatabaseKind) => void,
): void {
  describe.each(databases)(`${title}, on $name`, (kind) => {
    let running: TestApp;
    beforeAll(async () => {
      running = await startOnNewDatabase(kind, setup);
    });
    afterAll(() => running.close());

    const server: TestApp = {
      get app() {
        return running.app;
      },
      get store() {
        return running.store;
      },
      send: (...request) => running.send(...request),
      write: (...request) => running.write(...request),
      close: () => running.close(),
    };
    body(server, kind);
  });
}

/** Runs another server, on a database of its own, while `use` runs. */
export async function withServer(
  kind: DatabaseKind,
  settings: SettingsText,
  use: (server: TestApp) => Promise<void>,
): Promise<void> {
  const server = await startOnNewDatabase(kind, { settings });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

/** The database is dropped when the server is closed. */
async function startOnNewDatabase(
  { createMigrated }: DatabaseKind,
  { settings, ...options }: ServerSetup,
): Promise<TestApp> {
  const database = await createMigrated();
  try {
    const server = await startTestApp({ ...settings, DATABASE_URL: database.url }, options);
    return {
      ...server,
      close: async () => {
        await server.close();
        await database.drop();
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}
