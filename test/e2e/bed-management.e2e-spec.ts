import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Extension, Location, OperationOutcome } from 'fhir/r4';
import { EXTENSION } from '../../src/ror/shared/extensions';
import { capacity, capacityPatch, pathOfCapacity, type CapacityParts } from '../support/capacity';
import { describeOnEachDatabase, withServer } from '../support/on-each-database';
import { patchOf } from '../support/patches';

/** The guide's page on places: its scenarios 1 to 9, and the answers that a bed-management client acts on. */
const payload = (name: string): string => readFileSync(join(__dirname, '../../src/ror/scenarios', name), 'utf8');
const CAPACITIES = `Location.extension.where(url='${EXTENSION.supportedCapacity}')`;
const PART = `Location.extension('${EXTENSION.supportedCapacity}')`;
const HOUSE_NUMBER = EXTENSION.addressHouseNumber;

/** What scenarios 2bis and 3 mean, and beside it one that differs in each clause of their path. */
const MEANT: CapacityParts = { count: 25 };
const OTHERS: readonly CapacityParts[] = [
  { count: 1, status: '01' },
  { count: 2, temporality: '02' },
  { count: 3, gender: '01' },
  { count: 4, gender: '02' },
  { count: 5, assignment: '02' },
  { count: 6, status: '05', closing: '01' },
  { count: 7, status: '05', closing: '02' },
  { count: 8, status: '06', bed: '01' },
  { count: 9, status: '06', bed: '01', crisis: '01' },
];

const equipment = (type: string, inService: number, feature?: string, limit?: number): Extension => ({
  url: EXTENSION.equipment,
  extension: [
    { url: 'equipmentType', valueCodeableConcept: { coding: [{ code: type }] } },
    { url: 'nbInService', valueInteger: inService },
    ...(feature === undefined
      ? []
      : [
          {
            url: EXTENSION.equipmentLimit,
            extension: [
              { url: 'equipmentFeature', valueCodeableConcept: { coding: [{ code: feature }] } },
              { url: 'limitValue', valueQuantity: { value: limit!, unit: 'kg' } },
            ],
          },
        ]),
  ],
});
/** What scenarios 6 to 8 mean, and beside it one that differs in each clause of their paths. */
const EQUIPMENT = [
  equipment('089', 2, '001', 300),
  equipment('089', 4, '001', 250),
  equipment('089', 5, '002', 300),
  equipment('090', 6, '001', 300),
  equipment('030', 7),
];

describeOnEachDatabase('the places of the guide', { settings: { SAMPLE_DATA: 'true' } }, (server, kind) => {
  let places = 0;
  /** A new place with an identifier of its own. */
  async function place(extension: readonly Extension[]): Promise<{ location: Location; criteria: string }> {
    const value = `1350054680/SSR${(places += 1)}`;
    const body: Location = {
      resourceType: 'Location',
      identifier: [{ value }],
      extension: [...extension],
      address: { line: ['7 rue porte de Buc'], _line: [{ extension: [{ url: HOUSE_NUMBER, valueString: '7' }] }] },
    };
    const location = (await server.write('post', '/Location', body).expect(201)).body as Location;
    return { location, criteria: `identifier=${value}` };
  }
  const everything = [...OTHERS, MEANT].map(capacity);
  const patch = (where: string, body: string | object, headers = {}) =>
    server.write('patch', `/Location${where}`, body, headers);
  const read = async (id: string) => (await server.send('get', `/Location/${id}`).expect(200)).body as Location;
  const issuesOf = (reply: { body: unknown }) =>
    (reply.body as OperationOutcome).issue.map(({ code, details, expression, diagnostics }) => ({
      code,
      text: details!.text!,
      ...(expression && { expression: expression[0] }),
      ...(diagnostics !== undefined && { diagnostics }),
    }));
  const sent = (file: string): Extension =>
    (JSON.parse(payload(file)) as { parameter: { part: { part: { extension: Extension[] }[] }[] }[] }).parameter[0]!
      .part[2]!.part[0]!.extension[0]!;

  it('1: a new place is there, and the offer names it once', async () => {
    const created = await server.write('post', '/Location', payload('location-s01-Location.json')).expect(201);
    const { id } = created.body as Location;
    const attach = payload('location-s01-patch-HealthcareService.json').replace('YYY', id!);
    const offer = await server.write('patch', '/HealthcareService/741', attach).expect(200);
    expect((offer.body as { location: object[] }).location).toContainEqual({ reference: `Location/${id}` });
    const again = await server.write('patch', '/HealthcareService/741', attach).expect(200);
    expect(again.headers['etag']).toBe(offer.headers['etag']);
  });

  it('2: a capacity is appended', async () => {
    const others = OTHERS.map(capacity);
    const { location, criteria } = await place(others);
    const reply = await patch(`?${criteria}`, payload('location-s02-patch.json'));
    expect([reply.status, reply.headers['etag']]).toEqual([200, 'W/"2"']);
    expect(reply.headers['fhir-applied-rules']).toBe('type-as-string, extension-in-part');
    expect((await read(location.id!)).extension).toEqual([...others, sent('location-s02-patch.json')]);
  });

  it('2bis: the capacity that all clauses pick is replaced, and no other', async () => {
    const { location, criteria } = await place(everything);
    const reply = await patch(`?${criteria}`, payload('location-s02bis-patch.json'));
    expect([reply.status, reply.headers['etag']]).toEqual([200, 'W/"2"']);
    const after = [...OTHERS.map(capacity), sent('location-s02bis-patch.json')];
    expect((await read(location.id!)).extension).toEqual(after);
  });

  it('2bis again makes no version', async () => {
    const { criteria } = await place(everything);
    const first = await patch(`?${criteria}`, payload('location-s02bis-patch.json')).expect(200);
    const again = await patch(`?${criteria}`, payload('location-s02bis-patch.json'));
    expect([again.status, again.headers['etag']]).toEqual([200, 'W/"2"']);
    expect(again.headers['last-modified']).toBe(first.headers['last-modified']);
    expect(again.body).toEqual(first.body);
  });

  it('3: the capacity that all clauses pick is taken away, and no other; once it is gone, nothing changes', async () => {
    const { location, criteria } = await place(everything);
    await patch(`?${criteria}`, payload('location-s03-patch.json')).expect(200);
    expect((await read(location.id!)).extension).toEqual(OTHERS.map(capacity));
    const again = await patch(`?${criteria}`, payload('location-s03-patch.json'));
    expect([again.status, again.headers['etag']]).toEqual([200, 'W/"2"']);
  });

  it('3 with the type of the older page: told how it is written', async () => {
    const { criteria } = await place(everything);
    const reply = await patch(`?${criteria}`, payload('location-s03-patch.json').replace('"delete"', '"remove"'));
    expect(reply.status).toBe(400);
    expect(issuesOf(reply)[0]!.diagnostics).toMatch(/^remove is written delete here\./);
  });

  it('7: equipment is withdrawn, and no other', async () => {
    const { location } = await place(EQUIPMENT);
    await patch(`/${location.id}`, payload('location-s07-patch.json')).expect(200);
    expect((await read(location.id!)).extension).toEqual([...EQUIPMENT.slice(0, 4), equipment('030', 0)]);
  });

  describe('what the page prints wrongly is refused with the sentence that mends it', () => {
    it.each<[string, string, number, string | RegExp, string, (before: Location) => object]>([
      [
        '4: the house number',
        'location-s04',
        400,
        `Send replace with the path Location.address.line[0].extension.where(url='${HOUSE_NUMBER}').value, and the new value in a part value.`,
        'YYY',
        ({ address }) => ({
          address: { ...address, _line: [{ extension: [{ url: HOUSE_NUMBER, valueString: 'YYY' }] }] },
        }),
      ],
      [
        '5: new equipment',
        'location-s05',
        400,
        'Send add with path = the parent, name = extension, and a part value with the parts url and value, or url and extension.',
        '',
        ({ extension }) => ({
          extension: [...extension!, expect.objectContaining({ url: EXTENSION.equipment })] as object[],
        }),
      ],
      [
        '6: one `.extension` too many',
        'location-s06',
        422,
        /^One \.extension is too many: send the path Location\.extension\.where\(url='.*' and extension\.where\(url='.*limit'.*\.extension\.where\(url='nbInService'\)\.value\.$/,
        '',
        () => ({ extension: [equipment('089', 3, '001', 300), ...EQUIPMENT.slice(1)] }),
      ],
      [
        '8: `and` twice',
        'location-s08',
        400,
        'The word and stands twice in a row: remove one.',
        '',
        () => ({ extension: [equipment('089', 2, '001', 280), ...EQUIPMENT.slice(1)] }),
      ],
    ])('%s', async (_, file, status, sentence, _value, after) => {
      const { location } = await place(EQUIPMENT);
      const refused = await patch(`/${location.id}`, payload(`${file}-patch.json`));
      expect(refused.status).toBe(status);
      const [issue] = issuesOf(refused);
      expect(issue!.diagnostics).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
      await expect(read(location.id!)).resolves.toEqual(location);
      const mended = await patch(`/${location.id}`, payload(`${file}-strict-r4.json`), { Prefer: 'handling=strict' });
      expect(mended.status).toBe(200);
      const { meta: _meta, ...stored } = await read(location.id!);
      const { meta: _before, ...before } = location;
      expect(stored).toEqual({ ...before, ...after(location) });
    });

    it('6 with the path of the sentence works as it is', async () => {
      const { location } = await place(EQUIPMENT);
      const [issue] = issuesOf(await patch(`/${location.id}`, payload('location-s06-patch.json')));
      const path = /send the path (.*)\.$/.exec(issue!.diagnostics!)![1]!;
      await patch(`/${location.id}`, patchOf({ type: 'replace', path, value: { valueInteger: 3 } })).expect(200);
      expect((await read(location.id!)).extension![0]).toEqual(equipment('089', 3, '001', 300));
    });

    it('8 with one `and` is told of the level too many', async () => {
      const { location } = await place(EQUIPMENT);
      const once = payload('location-s08-patch.json').replace('and and', 'and');
      const reply = await patch(`/${location.id}`, once);
      expect(reply.status).toBe(422);
      expect(issuesOf(reply)[0]!.diagnostics).toMatch(
        /^One \.extension is too many: send the path .*\.valueQuantity\.value\.$/,
      );
    });

    it('9: all capacities at once, deprecated', async () => {
      const { location } = await place(everything);
      const reply = await patch(`/${location.id}`, payload('location-s09-patch-comma-added.json'));
      expect(reply.status).toBe(400);
      expect(issuesOf(reply)[0]!.diagnostics).toMatch(
        /^Send one operation an extension: delete takes one away, add appends one/,
      );
      await expect(read(location.id!)).resolves.toEqual(location);
    });
  });

  describe('the answers', () => {
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
        { code: 'not-found', text: 'No Location fits identifier=1350054680/NOWHERE', expression: 'Location' },
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
      const path = /send replace with the path (.*), and the whole extension/.exec(issue!.diagnostics!)![1]!;
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

  it('ten writers of ten capacities of one place lose nothing', async () => {
    const { location, criteria } = await place(everything);
    const wanted = [...OTHERS, MEANT].map((parts) => capacity({ ...parts, count: parts.count + 100 }));
    const replies = await Promise.all(
      [...OTHERS, MEANT].map((parts, index) => {
        const closing = parts.closing
          ? `.where(extension('capacityClosingType').value.coding.code = '${parts.closing}')`
          : '';
        const crisis = parts.bed ? `.where(extension('crisisType').exists() = ${parts.crisis !== undefined})` : '';
        return patch(
          `?${criteria}`,
          capacityPatch('replace', pathOfCapacity(parts) + closing + crisis, wanted[index]!),
        );
      }),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    const after = await read(location.id!);
    expect(after.extension).toEqual(wanted);
    expect(after.meta!.versionId).toBe('11');
  });

  it('of ten who add the same key at once, one does', async () => {
    const { location, criteria } = await place([capacity(OTHERS[0]!)]);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, count) =>
        patch(`?${criteria}`, capacityPatch('add', CAPACITIES, capacity({ count }))),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 400)]);
    expect((await read(location.id!)).extension).toHaveLength(2);
  });
});
