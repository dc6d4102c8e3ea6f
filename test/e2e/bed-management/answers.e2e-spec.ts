import { EXTENSION } from '../../../src/ror/shared/extensions';
import {
  bedManagement,
  CAPACITIES,
  everything,
  issuesOf,
  MEANT,
  OTHERS,
  payload,
  sent,
} from '../../support/bed-management';
import { capacity, capacityPatch, pathOfCapacity, type CapacityParts } from '../../support/capacity';
import { describeOnEachDatabase, withServer } from '../../support/on-each-database';
import { patchOf } from '../../support/patches';

/** The element that a bed-management client changes. */
const PART = `Location.extension('${EXTENSION.supportedCapacity}')`;

describeOnEachDatabase('the answers of bed management', { settings: { SAMPLE_DATA: 'true' } }, (server, kind) => {
  const { place, patch, read } = bedManagement(server);

  it.each(['handling=lenient', 'handling=strict'])(
    '404: no such indicator, so the client sends its add (%s)',
    async (Prefer) => {
      const { location, criteria } = await place(OTHERS.map(capacity));
      const path = pathOfCapacity(MEANT);
      const number = patchOf({
        type: 'replace',
        path: `${path}.extension.where(url='nbCapacity').value`,
        value: { valueInteger: 3 },
      });
      const reply = await patch(`?${criteria}`, number, { Prefer });
      expect(reply.status).toBe(404);
      const [issue, ...more] = issuesOf(reply);
      expect(more).toEqual([]);
      expect(issue).toMatchObject({ code: 'not-found', expression: CAPACITIES });
      expect(issue!.diagnostics).toContain('send add');
      await expect(read(location.id!)).resolves.toEqual(location);
    },
  );

  it.each([
    ['url =', 'urll =', 'Extension has no element `urll`: did you mean `url`?'],
    ['.coding.', '.codings.', 'CodeableConcept has no element `codings`: did you mean `coding`?'],
  ])('422 and not 404: a criterion with %s misspelt is not a reason to send add', async (right, wrong, sentence) => {
    const { location, criteria } = await place(everything);
    const path = pathOfCapacity(MEANT).replace(right, wrong);
    const number = patchOf({
      type: 'replace',
      path: `${path}.extension.where(url='nbCapacity').value`,
      value: { valueInteger: 3 },
    });
    for (const Prefer of ['handling=lenient', 'handling=strict']) {
      const byId = await patch(`/${location.id}`, number, { Prefer });
      expect([byId.status, issuesOf(byId)[0]!.diagnostics]).toEqual([422, `In a criterion: ${sentence}`]);
      expect((await patch(`?${criteria}`, number, { Prefer })).status).toBe(422);
    }
    await expect(read(location.id!)).resolves.toEqual(location);
  });

  it('404 of 2bis, then the add of 2, then 2bis', async () => {
    const { location, criteria } = await place(OTHERS.map(capacity));
    const missing = await patch(`?${criteria}`, payload('location-s02bis-patch.json'));
    expect(missing.status).toBe(404);
    expect(issuesOf(missing)).toMatchObject([{ code: 'not-found', expression: CAPACITIES }]);
    await patch(`?${criteria}`, payload('location-s02-patch.json')).expect(200);
    await patch(`?${criteria}`, payload('location-s02bis-patch.json')).expect(200);
    expect((await read(location.id!)).extension!.at(-1)).toEqual(sent('location-s02bis-patch.json'));
  });

  it('404: no such place, with the identifier that was searched', async () => {
    const reply = await patch('?identifier=1350054680/NOWHERE', payload('location-s02bis-patch.json'));
    expect(reply.status).toBe(404);
    expect(issuesOf(reply)).toEqual([
      { code: 'not-found', text: 'No Location matches identifier=1350054680/NOWHERE', expression: 'Location' },
    ]);
  });

  it('412: several places', async () => {
    const twice = { resourceType: 'Location', name: 'A', identifier: [{ value: '1350054680/TWICE' }] };
    await server.write('post', '/Location', twice).expect(201);
    await server.write('post', '/Location', twice).expect(201);
    const reply = await patch('?identifier=1350054680/TWICE', payload('location-s02bis-patch.json'));
    expect(reply.status).toBe(412);
    expect(issuesOf(reply)).toMatchObject([{ code: 'multiple-matches', expression: 'Location' }]);
  });

  const status = `${PART}.extension('capacityStatus')`;
  const type = `${PART}.extension('capacityType')`;
  const gender = `${PART}.extension('genderCapacityAvailable')`;
  const count = `${PART}.extension('nbCapacity')`;
  it.each<[string, CapacityParts, string[]]>([
    ['a status outside its list', { count: 1, status: '99' }, [status]],
    ['a type outside its list', { count: 1, status: '04', type: '99' }, [type]],
    ['a gender outside its list', { count: 1, gender: '77' }, [gender]],
    ['a negative number', { count: -1, status: '04' }, [count]],
    ['a fraction', { count: 2.5, status: '04' }, [count]],
    ['all of it', { count: -1, status: '99', type: '99', gender: '77' }, [status, type, gender, count]],
    [
      'all of it, with a fraction',
      { count: 2.5, status: '99', type: '99', gender: '77' },
      [status, type, gender, count],
    ],
    ['the same key twice', { count: 3 }, [PART]],
    ['the same key twice, of another type', { count: 3, type: '01' }, [PART]],
    ['the same key twice, and a fraction', { count: 2.5 }, [count, PART]],
    ['the same closing type twice', { count: 3, status: '05', closing: '02' }, [PART]],
    ['the same crisis twice', { count: 3, status: '06', bed: '01', crisis: '01' }, [PART]],
  ])('400 business-rule: %s', async (_, parts, expressions) => {
    const { location, criteria } = await place(everything);
    const reply = await patch(`?${criteria}`, capacityPatch('add', CAPACITIES, capacity(parts)));
    expect(reply.status).toBe(400);
    const issues = issuesOf(reply);
    expect(issues.map(({ code }) => code)).toEqual(expressions.map(() => 'business-rule'));
    expect(issues.map(({ expression }) => expression).sort()).toEqual([...expressions].sort());
    await expect(read(location.id!)).resolves.toEqual(location);
    const byId = await patch(`/${location.id}`, capacityPatch('add', CAPACITIES, capacity(parts)));
    expect([byId.status, issuesOf(byId)]).toEqual([422, issues]);
  });

  it('400 of a replace: what it would become', async () => {
    const { location, criteria } = await place(everything);
    const path = pathOfCapacity(MEANT);
    const wrong = await patch(`?${criteria}`, capacityPatch('replace', path, capacity({ count: -3, gender: '77' })));
    expect(wrong.status).toBe(400);
    expect(issuesOf(wrong).map(({ expression }) => expression)).toEqual([gender, count]);
    const another = await patch(`?${criteria}`, capacityPatch('replace', path, capacity({ count: 3, gender: '01' })));
    expect([another.status, issuesOf(another)[0]!.expression]).toEqual([400, PART]);
    await expect(read(location.id!)).resolves.toEqual(location);
  });

  it('an add of a key that is there points to replace, with a path that works', async () => {
    const { location, criteria } = await place(everything);
    const again = capacity({ count: 40 });
    const [issue] = issuesOf(await patch(`?${criteria}`, capacityPatch('add', CAPACITIES, again)));
    const path = /send replace with the path (.*) and the whole extension/.exec(issue!.diagnostics!)![1]!;
    await patch(`?${criteria}`, capacityPatch('replace', path, again)).expect(200);
    expect((await read(location.id!)).extension).toEqual([...OTHERS.map(capacity), again]);
  });

  it.each(OTHERS)('a key that differs in one part is another: %j', async (other) => {
    const { criteria } = await place([capacity(MEANT)]);
    await patch(`?${criteria}`, capacityPatch('add', CAPACITIES, capacity(other))).expect(200);
  });

  it('a patch does not answer for what was broken before it', async () => {
    await withServer(kind, { BUSINESS_RULES: 'warn' }, async (lax) => {
      const body = { resourceType: 'Location', name: 'A', extension: [capacity({ count: 1, status: '99' })] };
      const created = await lax.write('post', '/Location', body).expect(201);
      expect(created.headers['fhir-warnings']).toBeDefined();
    });
  });
});
