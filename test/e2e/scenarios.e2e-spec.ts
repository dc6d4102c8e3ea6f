import type { HealthcareService, OperationOutcome, PractitionerRole, Resource } from 'fhir/r4';
import { sampleDirectory } from '../../src/ror';
import { describeOnEachDatabase, withServer } from '../support/on-each-database';
import { payload, json, SPECIALTY, scenarios, content } from '../support/guide-scenarios';

const SETTINGS = { SAMPLE_DATA: 'true', BASE_URL: 'http://ror.test/fhir' };

describeOnEachDatabase('the scenarios of the guide', { settings: SETTINGS }, (server, kind) => {
  /** Resets a resource to the sample. @returns the resource as stored */
  async function fresh<R extends Resource>(target: string): Promise<R> {
    const sample = sampleDirectory().find(({ resourceType, id }) => `${resourceType}/${id}` === target);
    const reply = await server.write('put', `/${target}`, sample!).expect(200);
    return reply.body as R;
  }
  async function stored<R extends Resource>(path: string): Promise<R> {
    return (await server.send('get', `/${path}`).expect(200)).body as R;
  }

  describe('PATCH', () => {
    /** An operation that cannot be read, or an element of its result. */
    const faultOfPatchOrResult = /^(Parameters\.parameter\[\d+\]|[A-Za-z]+\.(specialty|characteristic)\[\d+\]\.)/;

    it.each(scenarios)('$title', async ({ file, target, after, rules }) => {
      const before = await fresh(target);

      const reply = await server.write('patch', `/${target}`, payload(file));

      expect(reply.body).toMatchObject({ resourceType: before.resourceType });
      expect(reply.status).toBe(200);
      const changed = reply.body as Resource;
      const next = String(Number(before.meta!.versionId) + 1);
      expect(content(changed)).toEqual(content(after(before as never) as Resource));
      expect(changed.meta!.versionId).toBe(next);
      expect(reply.headers['etag']).toBe(`W/"${next}"`);
      expect(reply.headers['last-modified']).toBe(new Date(changed.meta!.lastUpdated!).toUTCString());
      expect(changed.meta!.lastUpdated! > before.meta!.lastUpdated!).toBe(true);
      expect(reply.headers['fhir-applied-rules']?.split(', ').sort()).toEqual(rules && [...rules].sort());
      await expect(stored(target)).resolves.toEqual(changed);
      await expect(stored(`${target}/_history/${before.meta!.versionId}`)).resolves.toEqual(before);
    });

    it.each(scenarios.filter(({ rules }) => rules))(
      '$title is refused with Prefer: handling=strict',
      async ({ file, target }) => {
        const before = await fresh(target);
        const reply = await server.write('patch', `/${target}`, payload(file), { Prefer: 'handling=strict' });
        expect([400, 422]).toContain(reply.status);
        const { resourceType, issue } = reply.body as OperationOutcome;
        expect(resourceType).toBe('OperationOutcome');
        expect(issue.every(({ severity }) => severity === 'error')).toBe(true);
        expect(issue.every(({ expression }) => faultOfPatchOrResult.test(expression![0]!))).toBe(true);
        await expect(stored(target)).resolves.toEqual(before);
      },
    );

    it('2 as printed lacks a comma: 400 with its line and column, nothing stored', async () => {
      const before = await fresh('Organization/4569');
      const text = payload('update-s02-as-printed.txt');
      const faulty = text.split('\n').findIndex((line) => /ror-telecom-communication-channel"\s*$/.test(line)) + 2;

      const reply = await server.write('patch', '/Organization/4569', text);

      expect(reply.status).toBe(400);
      const [issue] = (
        reply.body as { issue: { code: string; extension: { valueInteger: number }[]; details: { text: string } }[] }
      ).issue;
      expect(issue).toMatchObject({ severity: 'error', code: 'structure' });
      expect(issue!.extension.map(({ valueInteger }) => valueInteger)).toEqual([faulty, expect.any(Number)]);
      expect(issue!.details.text).toMatch(/',' or '}'.*line \d+, column \d+/);
      await expect(stored('Organization/4569')).resolves.toEqual(before);
    });

    it('7 with no such activity changes nothing and creates no version', async () => {
      const before = await fresh('HealthcareService/741');
      const reply = await server.write('patch', '/HealthcareService/741', payload('update-s07-as-printed.json'));
      expect(reply.status).toBe(200);
      expect(reply.headers['etag']).toBe(`W/"${before.meta!.versionId}"`);
      expect(reply.body).toEqual(before);
      await expect(stored('HealthcareService/741')).resolves.toEqual(before);
    });

    it('7 with the activity twice is 422, because it does not say which one', async () => {
      const before = await fresh<HealthcareService>('HealthcareService/852');
      const doubled = {
        ...before,
        specialty: [...before.specialty!, { coding: [{ system: SPECIALTY, code: '040' }] }],
      };
      const twice = await server.write('put', '/HealthcareService/852', doubled).expect(200);

      const reply = await server.write('patch', '/HealthcareService/852', payload('update-s07-as-printed.json'));

      expect(reply.status).toBe(422);
      expect(reply.body).toMatchObject({
        issue: [{ code: 'multiple-matches', expression: ['Parameters.parameter[0].part[3]'] }],
      });
      await expect(stored('HealthcareService/852')).resolves.toEqual(twice.body);
    });
  });

  it('9: a professional joins an offer', async () => {
    const reply = await server.write('post', '/PractitionerRole', payload('create-s10-PractitionerRole.json'));

    expect(reply.status).toBe(201);
    const created = reply.body as PractitionerRole;
    expect(reply.headers['location']).toBe(`http://ror.test/fhir/PractitionerRole/${created.id}/_history/1`);
    expect(reply.headers['etag']).toBe('W/"1"');
    expect(reply.headers['last-modified']).toBe(new Date(created.meta!.lastUpdated!).toUTCString());
    expect(content({ ...created, id: undefined })).toEqual(content(json('create-s10-PractitionerRole.json')));
    await expect(stored(`PractitionerRole/${created.id}`)).resolves.toEqual(created);
  });

  describe('10: an offer is replaced', () => {
    const target = 'HealthcareService/964';
    const strict = (): HealthcareService => json('update-s10-strict-r4.json');

    it('strict', async () => {
      const before = await fresh(target);
      const reply = await server.write('put', `/${target}`, strict(), { Prefer: 'handling=strict' });
      expect(reply.status).toBe(200);
      expect(content(reply.body as Resource)).toEqual(content(strict()));
      expect((reply.body as Resource).meta!.versionId).toBe(String(Number(before.meta!.versionId) + 1));
      expect(reply.headers['fhir-applied-rules']).toBeUndefined();
      await expect(stored(target)).resolves.toEqual(reply.body);
    });

    it('as printed: id from the URL, objects become lists, digits become numbers', async () => {
      await fresh(target);
      const reply = await server.write('put', `/${target}`, payload('update-s10-as-printed.json'));
      expect(reply.status).toBe(200);
      expect(reply.headers['fhir-applied-rules']?.split(', ').sort()).toEqual([
        'id-from-url',
        'number-from-string',
        'wrap-list',
      ]);
      const printed = json<Record<string, unknown>>('update-s10-as-printed.json');
      const changed = reply.body as HealthcareService;
      expect(content(changed)).toEqual({
        ...content(printed as unknown as Resource),
        id: '964',
        identifier: [printed['identifier']],
        category: [printed['category']],
        type: [printed['type']],
        availableTime: strict().availableTime,
      });
      await expect(stored(target)).resolves.toEqual(changed);
    });

    it('as printed with handling=strict: 400 that names each fault with its line', async () => {
      const before = await fresh(target);
      const reply = await server.write('put', `/${target}`, payload('update-s10-as-printed.json'), {
        Prefer: 'handling=strict',
      });
      expect(reply.status).toBe(400);
      const issues = (reply.body as { issue: { expression: string[]; extension?: object[] }[] }).issue;
      expect(issues.map(({ expression }) => expression[0]).sort()).toEqual([
        ...[0, 1, 2, 3].map((n) => `HealthcareService.availableTime[${n}].extension[1].value`),
        'HealthcareService.category',
        'HealthcareService.id',
        'HealthcareService.identifier',
        'HealthcareService.type',
      ]);
      expect(issues.filter(({ extension }) => extension?.length === 2)).toHaveLength(7);
      await expect(stored(target)).resolves.toEqual(before);
    });
  });

  it('11: a new place, then the offer names it', async () => {
    const before = await fresh<HealthcareService>('HealthcareService/963');
    const place = await server.write('post', '/Location', payload('location-s01-Location.json')).expect(201);
    const { id } = place.body as Resource;
    expect(id).not.toBe('ror-location-exemple');
    const attach = payload('location-s01-patch-HealthcareService.json').replace('Location/YYY', `Location/${id}`);

    const reply = await server.write('patch', '/HealthcareService/963', attach);

    expect(reply.status).toBe(200);
    const expected = { ...before, location: [...(before.location ?? []), { reference: `Location/${id}` }] };
    expect(content(reply.body as Resource)).toEqual(content(expected));

    const again = await server.write('patch', '/HealthcareService/963', attach);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(reply.body);
  });

  it('a contact without a system is refused where the rule that derives the system is off', async () => {
    await withServer(kind, { SAMPLE_DATA: 'true', ROR_TELECOM_SYSTEM: 'false' }, async (plain) => {
      const reply = await plain.write('patch', '/Organization/4569', payload('update-s02-comma-repaired.json'));
      expect(reply.status).toBe(422);
      expect(reply.body).toMatchObject({
        issue: [{ code: 'invariant', details: { text: expect.stringContaining('cpt-2') } }],
      });
    });
  });
});
