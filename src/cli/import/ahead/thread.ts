import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { ReadyWrites, ServiceRegistry, StoreRegistry } from '../../../fhir';
import { MemoryPersistenceModule } from '../../../persistence';
import { readSettings } from '../../../config/settings';
import { openServer } from '../../open-server';
import { ImportPlans } from '../import-plans';
import { MakeReady } from './make-ready';
import { workOn } from './work-on';
import type { ReadyTask } from './ready-pool';
import type { ReadyStart } from './ready-thread';

/**
 * The thread runs the import's server on an empty database in memory; anything that needs no database behaves the same.
 */
const NOTHING_KEPT = { AUDIT: 'off', INDEX_UPKEEP: 'off', SAMPLE_DATA: 'false', LOG_LEVEL: 'error' };

async function begin({ env, handling }: ReadyStart): Promise<void> {
  const settings = readSettings({ ...env, ...NOTHING_KEPT });
  const server = await openServer(settings, { persistence: MemoryPersistenceModule });
  const stores = server.get(StoreRegistry);
  const plans = new ImportPlans(server.get(ServiceRegistry), handling);
  const make = new MakeReady(server.get(ReadyWrites), plans, stores, settings.BASE_URL);
  parentPort!.on(
    'message',
    (task: ReadyTask) => void workOn(task, make).then((answer) => parentPort!.postMessage(answer)),
  );
  parentPort!.postMessage('begun');
}

void begin(workerData as ReadyStart);
