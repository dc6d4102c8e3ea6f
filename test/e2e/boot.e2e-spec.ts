import { Injectable, Module } from '@nestjs/common';
import type { DestinationStream } from 'pino';
import { readSettings } from '../../src/config/settings';
import { FhirPlugin } from '../../src/fhir';
import { createApp, type CreateAppOptions } from '../../src/server/create-app';

class Missing {}

@Injectable()
class Needy {
  constructor(readonly missing: Missing) {}
}

@FhirPlugin({ providers: [Needy] })
class NeedyPlugin {}

@Module({})
class NoPersistence {}

async function logOf(url: string, options: CreateAppOptions): Promise<string> {
  const log: string[] = [];
  const destination: DestinationStream = { write: (line) => void log.push(line) };
  const booting = createApp(readSettings({ DATABASE_URL: url, LOG_LEVEL: 'trace', AUTH: 'none' }), {
    ...options,
    log: destination,
  });
  await expect(booting).rejects.toThrow();
  return log.join('');
}

describe('a server that cannot start', () => {
  it.each<[string, CreateAppOptions, RegExp]>([
    ['a provider that nobody provides', { plugins: [NeedyPlugin] }, /Needy.*Missing/],
    ['a module without a store', { persistence: NoPersistence }, /ResourceStore/],
  ])('logs the words of Nest about %s', async (_, options, words) => {
    expect(await logOf('sqlite::memory:', options)).toMatch(words);
  });

  it.each([
    'mysql://me:secret@127.0.0.1:1/ror',
    'mysql://me:a@secret@127.0.0.1:1/ror',
    'mysql://127.0.0.1:1/ror?password=secret',
  ])('logs no password of %s', async (url) => {
    const log = await logOf(url, {});
    expect(log).toMatch(/cannot be opened|in nothing else/);
    expect(log).not.toMatch(/secret/);
  });
});
