import { readSettings } from '../../config/settings';
import { banner } from '../../server/banner';
import { createApp } from '../../server/create-app';
import { ManagementServer } from '../../server/management/management-server';
import { ServerEdge } from '../../server/server-edge';
import { StartProgress } from '../../server/start/start-progress';
import { StartServer } from '../../server/start/start-server';
import { stopOnSignals } from '../../server/stop/stop-on-signals';
import type { Runner } from '../command';
import { EXIT } from '../exit-code';
import { environmentOf } from '../options';

/** Starts the server, which then runs until a signal ends the process. */
export const run: Runner = async (given, { env, surroundings }) => {
  const chosen = environmentOf(env, given, { PORT: 'port', BASE_URL: 'baseUrl' });
  const settings = readSettings({ ...chosen, ...(given.flag('sample') && { SAMPLE_DATA: 'true' }) });
  const progress = new StartProgress();
  const starting = new StartServer(settings, progress);
  const app = await createApp(settings, { progress }).finally(() => starting.close());
  stopOnSignals(app, app.get(ServerEdge), {
    delayMs: settings.STOP_DELAY * 1_000,
    deadlineMs: settings.STOP_TIMEOUT * 1_000,
  });
  if (settings.MANAGEMENT_PORT !== undefined)
    await app.get(ManagementServer).listen(app.getHttpAdapter().getInstance(), settings.MANAGEMENT_PORT);
  await app.listen(settings.PORT);
  surroundings.stdout.write(`${banner(settings)}\n`);
  return EXIT.done;
};
