import { readSettings } from '../../config/settings';
import { banner } from '../../server/banner';
import { createApp } from '../../server/create-app';
import { ManagementServer } from '../../server/management/management-server';
import { ServerEdge } from '../../server/server-edge';
import { StartProgress } from '../../server/start/start-progress';
import { StartServer } from '../../server/start/start-server';
import { stopOnSignals } from '../../server/stop/stop-on-signals';
import { Refusal, type Runner } from '../command';
import { EXIT } from '../exit-code';
import { say } from '../messages';
import { environmentOf } from '../options';
import { keepRequestsYoung } from './garbage';

/** Starts the server, which then runs until a signal ends the process. */
export const run: Runner = async (given, { env, surroundings }) => {
  keepRequestsYoung();
  const chosen = environmentOf(env, given, { PORT: 'port', BASE_URL: 'baseUrl' });
  const settings = readSettings({ ...chosen, ...(given.flag('sample') && { SAMPLE_DATA: 'true' }) });
  const progress = new StartProgress();
  const starting = new StartServer(settings, progress);
  const app = await createApp(settings, { progress }).finally(() => starting.close());
  stopOnSignals(app, app.get(ServerEdge), {
    delayMs: settings.STOP_DELAY * 1_000,
    deadlineMs: settings.STOP_TIMEOUT * 1_000,
  });
  const { PORT, MANAGEMENT_PORT } = settings;
  try {
    const application = app.getHttpAdapter().getInstance();
    if (MANAGEMENT_PORT !== undefined)
      await opened('MANAGEMENT_PORT', MANAGEMENT_PORT, app.get(ManagementServer).listen(application, MANAGEMENT_PORT));
    await opened('PORT', PORT, app.listen(PORT));
  } catch (error) {
    // Otherwise the process would live on with the port that is open, and say that it is ready.
    await app.close();
    throw error;
  }
  // Other commands end when their output cannot be written; a server goes on without its banner.
  surroundings.stdout.removeAllListeners('error').on('error', () => undefined);
  surroundings.stdout.write(`${banner(settings)}\n`);
  return EXIT.done;
};

/** @throws Refusal that names the setting */
async function opened(setting: string, port: number, opening: Promise<unknown>): Promise<void> {
  try {
    await opening;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause;
    const why = code === 'EACCES' ? say`this user may not open it` : say`another program uses it`;
    const fault = say`the port of ${setting}, ${port}, cannot be opened: ${why}`;
    throw new Refusal(say`The server cannot start: ${fault}.`, { cause });
  }
}
