import type { Organization } from 'fhir/r4';
import { EXTENSION } from '../../src/ror/shared/extensions';
import { databases, type TestDatabase } from '../support/databases';
import { patchOf } from '../support/patches';
import { startTestApp, type TestApp } from '../support/test-app';
import { below, one, isCreation, moved, dated, closing, inShort } from '../support/directory-rules';

describe('BUSINESS_RULES', () => {
  let database: TestDatabase;
  let running: TestApp | undefined;
  /** Replaces the running server. */
  const start = async (BUSINESS_RULES: 'on' | 'warn' | 'off'): Promise<TestApp> => {
    await running?.close();
    running = await startTestApp({ DATABASE_URL: database.url, SAMPLE_DATA: 'true', BUSINESS_RULES });
    return running;
  };
  beforeEach(async () => {
    database = await databases[0]!.createDatabase();
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
    await database.drop();
  });

  const told = { Prefer: 'return=OperationOutcome' };
  const misplaced = () => {
    const { extension, ...rest } = dated('2024-05-01', { end: '2024-04' })(moved('4569')(one('Organization/2424')));
    return { ...rest, extension: extension.filter((each) => !isCreation(each)) };
  };
  const faults = [
    'Organization.extension',
    `Organization.extension[${one('Organization/2424').extension!.length}].value.end`,
    'Organization.partOf',
  ];

  it('warn: the write is accepted, and reports the rules it breaks', async () => {
    const server = await start('warn');
    const reply = await server.write('put', '/Organization/2424', misplaced(), told).expect(200);
    const wanted = faults.map((expression) => `warning business-rule ${expression}`);
    expect(inShort(reply).filter((line) => line.includes('business-rule'))).toEqual(wanted);
    expect(((await server.send('get', '/Organization/2424')).body as Organization).partOf).toEqual(below('4569'));
    const judged = await server.write(
      'post',
      '/Organization/2424/$validate',
      dated('2024-05-01', { end: '2024-04' })(one('Organization/1234')),
    );
    expect(inShort(judged)).toContain(`warning business-rule ${closing}`);
  });

  it('off: the rules are not checked', async () => {
    const server = await start('off');
    const reply = await server.write('put', '/Organization/2424', misplaced(), told).expect(200);
    const judged = await server.write('post', '/Organization/2424/$validate', misplaced()).expect(200);
    expect([...inShort(reply), ...inShort(judged)].filter((line) => line.includes('business-rule'))).toEqual([]);
  });

  it('on: an existing fault does not prevent another change', async () => {
    const lax = await start('off');
    await lax.write('put', '/Organization/2424', misplaced()).expect(200);
    const server = await start('on');
    const rename = patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: 'Autre nom' } });

    const patched = await server.write('patch', '/Organization/2424', rename, told).expect(200);
    const warning = `warning business-rule ${faults[1]}`;
    expect(inShort(patched).filter((line) => line.includes('business-rule'))).toEqual([warning]);

    // A PUT is responsible for the whole resource, but not for a `partOf` that it does not change.
    const replaced = await server.write('put', '/Organization/2424', { ...misplaced(), name: 'Encore un' });
    expect(replaced.status).toBe(422);
    expect(inShort(replaced)).toEqual([warning.replace('warning', 'error')]);
    const extension = misplaced().extension.filter(({ url }) => url !== EXTENSION.organizationPeriod);
    const mended = { ...misplaced(), name: 'Encore un', extension };
    await server.write('put', '/Organization/2424', mended).expect(200);
  });
});
