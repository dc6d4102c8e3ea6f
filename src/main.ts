import 'reflect-metadata';
import { readSettings } from './config/settings';
import { banner } from './server/banner';
import { createApp } from './server/create-app';

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  await app.listen(settings.PORT);
  console.log(banner(settings));
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
