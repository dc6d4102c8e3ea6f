import 'reflect-metadata';
import { readSettings } from './config/settings';
import { banner } from './server/banner';
import { createApp } from './server/create-app';
import { ServerEdge } from './server/server-edge';
import { stopOnSignals } from './server/stop/stop-on-signals';

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  stopOnSignals(app, app.get(ServerEdge), {
    delayMs: settings.STOP_DELAY * 1_000,
    deadlineMs: settings.STOP_TIMEOUT * 1_000,
  });
  await app.listen(settings.PORT);
  console.log(banner(settings));
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
