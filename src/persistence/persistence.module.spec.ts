import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RESOURCE_STORE, type ResourceStore, type StoredVersion } from '../fhir';
import { PersistenceModule } from './persistence.module';
import { draftOf } from '../../test/support/draft-of';

const version: StoredVersion = {
  type: 'Organization',
  id: 'a',
  versionId: '1',
  lastUpdated: new Date(1),
  interaction: 'create',
  json: '{"resourceType":"Organization"}',
};

@Injectable()
class PluginService {
  constructor(@InjectDataSource() readonly dataSource: DataSource) {}
}

@Module({ providers: [PluginService] })
class PluginModule {}

@Module({ providers: [{ provide: 'settings', useValue: { file: ':memory:' } }], exports: ['settings'] })
class SettingsModule {}

describe('PersistenceModule', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'persistence-module-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('provides a store with its tables, and TypeORM for plugins, and closes both', async () => {
    const options = { url: `sqlite:${join(folder, 'ror.db')}`, migrationsRun: true };
    const start = () =>
      Test.createTestingModule({ imports: [PersistenceModule.forRoot(options), PluginModule] }).compile();

    const app = await start();
    const store = app.get<ResourceStore>(RESOURCE_STORE, { strict: false });
    await store.transaction((unit) => unit.write(draftOf(version), null));
    const { dataSource } = app.get(PluginService, { strict: false });
    expect(await dataSource.query('SELECT id FROM fhir_resource')).toEqual([{ id: 'a' }]);
    await app.close();
    expect(dataSource.isInitialized).toBe(false);
    await expect(store.read('Organization', 'a')).rejects.toThrow();

    const again = await start();
    expect(await again.get<ResourceStore>(RESOURCE_STORE, { strict: false }).read('Organization', 'a')).toEqual(
      version,
    );
    await again.close();
  });

  it.each([
    ['a file', () => join(folder, 'ror.db')],
    ['memory', () => ':memory:'],
  ])('lets a plugin write with TypeORM while writes of the store wait for their COMMIT, in %s', async (_, place) => {
    const options = { url: `sqlite:${place()}`, migrationsRun: true };
    const app = await Test.createTestingModule({
      imports: [PersistenceModule.forRoot(options), PluginModule],
    }).compile();
    const store = app.get<ResourceStore>(RESOURCE_STORE, { strict: false });
    const { dataSource } = app.get(PluginService, { strict: false });
    await dataSource.query('CREATE TABLE audit (id TEXT)');
    const kept = store.transaction((unit) => unit.write(draftOf(version), null));
    // Microtasks only: by then the store's write is done, but the event loop has not advanced.
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    const written = dataSource.transaction((manager) => manager.query("INSERT INTO audit VALUES ('a')"));
    await Promise.all([kept, written]);
    expect(await dataSource.query('SELECT id FROM audit UNION ALL SELECT id FROM fhir_resource')).toEqual([
      { id: 'a' },
      { id: 'a' },
    ]);
    await app.close();
  });

  it('takes its options from other providers', async () => {
    const app = await Test.createTestingModule({
      imports: [
        PersistenceModule.forRootAsync({
          imports: [SettingsModule],
          inject: ['settings'],
          useFactory: (settings: { file: string }) => ({ url: `sqlite:${settings.file}`, migrationsRun: true }),
        }),
      ],
    }).compile();
    const store = app.get<ResourceStore>(RESOURCE_STORE, { strict: false });
    await store.transaction((unit) => unit.write(draftOf(version), null));
    expect(await store.read('Organization', 'a')).toEqual(version);
    await app.close();
  });

  it.each([
    ['a scheme nobody knows', 'oracle://me:secret@host/db', /unknown scheme "oracle"/],
    ['a file that cannot be', 'sqlite:/dev/null/ror.db', /cannot be opened/],
  ])('stops the boot at %s, at once and with a message', async (_, url, sentence) => {
    const boot = Test.createTestingModule({ imports: [PersistenceModule.forRoot({ url })] }).compile();
    await expect(boot).rejects.toThrow(sentence);
  });
});
