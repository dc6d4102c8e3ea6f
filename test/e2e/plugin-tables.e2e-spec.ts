import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FhirError, FhirPlugin, Hook, type HookPoints } from '../../src/fhir';
import { sqlOf } from '../../src/persistence';
import { describeOnEachDatabase } from '../support/on-each-database';

/** Records every write in a table of its own, in the transaction of the write. */
@Injectable()
class Audit implements OnModuleInit {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    await this.dataSource.query('CREATE TABLE audit (request VARCHAR(64), what VARCHAR(200))');
  }

  @Hook('resource.beforeCommit')
  async note({ unit, version, context, previous }: HookPoints['resource.beforeCommit']['event']): Promise<void> {
    const what = `${version.type} ${version.versionId} ${version.interaction} after ${JSON.stringify(previous?.['name'])}`;
    const sql = sqlOf(unit);
    await sql.run('INSERT INTO audit (request, what) VALUES (?, ?)', [context.requestId, what]);
    const [row] = await sql.rows('SELECT COUNT(*) FROM audit WHERE request = ?', [context.requestId]);
    if (Number(row?.[0]) !== 1) throw new Error('does not see its own row');
  }

  /** Runs after the row is written. */
  @Hook('resource.beforeCommit', 10)
  refuse({ resource }: HookPoints['resource.beforeCommit']['event']): void {
    if (resource?.['name'] === 'refuse me') throw new FhirError('business-rule', 'Not this one');
  }
}

@FhirPlugin({ providers: [Audit] })
class AuditPlugin {}

describeOnEachDatabase('a table of a plugin, written with the resource', { plugins: [AuditPlugin] }, (server) => {
  let id: string;
  beforeEach(async () => {
    const reply = await server.write('post', '/Organization', { resourceType: 'Organization', name: 'a' }).expect(201);
    id = (reply.body as { id: string }).id;
  });

  const put = (name: string, requestId: string, query = '') =>
    server.write('put', `/Organization/${id}${query}`, { resourceType: 'Organization', id, name }, { 'X-Request-Id': requestId }); // prettier-ignore
  const audited = async (request: string): Promise<string[]> => {
    const rows: { what: string }[] = await server.app.get(DataSource).query('SELECT what FROM audit WHERE request = ?', [request]); // prettier-ignore
    return rows.map(({ what }) => what);
  };

  it('has the row once the write is committed', async () => {
    await put('b', 'kept').expect(200);
    expect(await audited('kept')).toEqual(['Organization 2 update after "a"']);
  });

  it('has the row of a deletion', async () => {
    await server.send('delete', `/Organization/${id}`).set('X-Request-Id', 'deleted').expect(204);
    expect(await audited('deleted')).toEqual(['Organization 2 delete after "a"']);
  });

  it('has none when the write is refused', async () => {
    await put('refuse me', 'refused').expect(422);
    expect(await audited('refused')).toEqual([]);
    const { body } = await server.send('get', `/Organization/${id}`).expect(200);
    expect(body).toMatchObject({ name: 'a', meta: { versionId: '1' } });
  });

  it('has none after a dry run', async () => {
    await put('b', 'dry', '?_dryRun=true').expect(200);
    expect(await audited('dry')).toEqual([]);
  });

  it('has none when nothing changes', async () => {
    await put('a', 'same').expect(200);
    expect(await audited('same')).toEqual([]);
  });
});
