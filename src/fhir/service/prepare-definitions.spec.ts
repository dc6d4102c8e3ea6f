import { HttpAdapterHost } from '@nestjs/core';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DefinitionLibrary } from '../profile/definition-library';
import { PrepareDefinitions } from './prepare-definitions';

/** As many turns of the event loop as the preparation of a few definitions takes at most. */
const TURNS = 20;

async function turns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
}

describe('PrepareDefinitions', () => {
  let prepared: string[];
  let host: HttpAdapterHost;
  let preparation: PrepareDefinitions;

  beforeEach(() => {
    const own: string[] = [];
    prepared = own;
    host = new HttpAdapterHost();
    const library = {
      *prepare() {
        for (const url of ['a', 'b', 'c']) yield void own.push(url);
      },
    };
    preparation = new PrepareDefinitions(host, library as unknown as DefinitionLibrary);
    preparation.onModuleInit();
  });

  it('compiles all definitions once the server listens, and none before', async () => {
    await turns();
    expect(prepared).toEqual([]);
    host.listening = true;
    await turns();
    expect(prepared).toEqual(['a', 'b', 'c']);
  });

  it('does not begin within the turn in which the server starts to listen', () => {
    host.listening = true;
    expect(prepared).toEqual([]);
  });

  it('stops when the server is closed', async () => {
    host.listening = true;
    preparation.onModuleDestroy();
    await turns();
    expect(prepared.length).toBeLessThan(2);
  });
});
