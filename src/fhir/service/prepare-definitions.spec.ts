import { HttpAdapterHost } from '@nestjs/core';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DefinitionLibrary } from '../profile/definition-library';
import { PrepareDefinitions, SETTLED_MS } from './prepare-definitions';

/** As many turns of the event loop as the preparation of a few definitions takes at most. */
const TURNS = 20;

async function turns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
}

describe('PrepareDefinitions', () => {
  let prepared: string[];
  let host: HttpAdapterHost;
  let preparation: PrepareDefinitions;
  let closesAt: string | undefined;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'performance'] });
    const own: string[] = [];
    prepared = own;
    closesAt = undefined;
    host = new HttpAdapterHost();
    const library = {
      *prepare() {
        for (const url of ['a', 'b', 'c']) {
          own.push(url);
          if (url === closesAt) preparation.onModuleDestroy();
          yield;
        }
      },
    };
    preparation = new (class extends PrepareDefinitions {
      protected override readonly late = ['the engine', 'another'].map((name) => () => void own.push(name));
    })(host, library as unknown as DefinitionLibrary);
    preparation.onModuleInit();
  });

  afterEach(() => jest.useRealTimers());

  it('compiles all definitions, and loads what the start did without, once the server has listened for a while, and not before', async () => {
    jest.advanceTimersByTime(SETTLED_MS);
    await turns();
    expect(prepared).toEqual([]);
    host.listening = true;
    jest.advanceTimersByTime(SETTLED_MS - 1);
    await turns();
    expect(prepared).toEqual([]);
    jest.advanceTimersByTime(1);
    await turns();
    expect(prepared).toEqual(['a', 'b', 'c', 'the engine', 'another']);
  });

  it('stops when the server is closed meanwhile', async () => {
    closesAt = 'b';
    host.listening = true;
    jest.advanceTimersByTime(SETTLED_MS);
    await turns();
    expect(prepared).toEqual(['a', 'b']);
  });

  it('does not begin when the server is closed before', async () => {
    host.listening = true;
    preparation.onModuleDestroy();
    jest.advanceTimersByTime(SETTLED_MS);
    await turns();
    expect(prepared).toEqual([]);
  });
});
