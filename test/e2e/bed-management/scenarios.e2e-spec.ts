import type { Extension, Location } from 'fhir/r4';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { bedManagement, everything, HOUSE_NUMBER, issuesOf, OTHERS, payload, sent } from '../../support/bed-management';
import { capacity } from '../../support/capacity';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { patchOf } from '../../support/patches';

/** Scenarios 1 to 9 of the guide's page on places. */
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
/** The equipment that scenarios 6 to 8 select, and for each clause of their paths one that differs only in it. */
const EQUIPMENT = [
  equipment('089', 2, '001', 300),
  equipment('089', 4, '001', 250),
  equipment('089', 5, '002', 300),
  equipment('090', 6, '001', 300),
  equipment('030', 7),
];

describeOnEachDatabase('the places of the guide', { settings: { SAMPLE_DATA: 'true' } }, (server) => {
  const { place, patch, read } = bedManagement(server);

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
    expect(issuesOf(reply)[0]!.diagnostics).toMatch(/^remove is called delete here\./);
  });

  it('7: equipment is withdrawn, and no other', async () => {
    const { location } = await place(EQUIPMENT);
    await patch(`/${location.id}`, payload('location-s07-patch.json')).expect(200);
    expect((await read(location.id!)).extension).toEqual([...EQUIPMENT.slice(0, 4), equipment('030', 0)]);
  });

  describe('errors of the page are refused with a message that corrects them', () => {
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
        /^The path has one \.extension too many; send Location\.extension\.where\(url='.*' and extension\.where\(url='.*limit'.*\.extension\.where\(url='nbInService'\)\.value\.$/,
        '',
        () => ({ extension: [equipment('089', 3, '001', 300), ...EQUIPMENT.slice(1)] }),
      ],
      [
        '8: `and` twice',
        'location-s08',
        400,
        'The word and occurs twice in a row; remove one.',
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

    it('5 gets all corrections at once', async () => {
      const { location } = await place(EQUIPMENT);
      const refused = await patch(`/${location.id}`, payload('location-s05-patch.json'));
      const at = (place: string): string => `Parameters.parameter[0].part${place}`;
      expect(issuesOf(refused).map(({ code, expression }) => [code, expression])).toEqual([
        ['structure', at('[2]')],
        ['structure', at('[2].part[1]')],
        ['structure', at('[3]')],
        ['structure', at('[3].part[1]')],
        ['structure', at('[3].part[1].part[3]')],
        ['value', at('[2].part[0].value')],
        ['value', at('[2].part[1].part[1].value.coding[0].system')],
        ['value', at('[3].part[0].value')],
        ['value', at('[3].part[1].part[1].value.coding[0].system')],
      ]);
      expect(issuesOf(refused)[4]!.diagnostics).toContain('Send valueQuantity instead of quantity.');
    });

    it('6 works with the path from the message', async () => {
      const { location } = await place(EQUIPMENT);
      const [issue] = issuesOf(await patch(`/${location.id}`, payload('location-s06-patch.json')));
      const path = /too many; send (.*)\.$/.exec(issue!.diagnostics!)![1]!;
      await patch(`/${location.id}`, patchOf({ type: 'replace', path, value: { valueInteger: 3 } })).expect(200);
      expect((await read(location.id!)).extension![0]).toEqual(equipment('089', 3, '001', 300));
    });

    it('8 with one `and` is told of the level too many', async () => {
      const { location } = await place(EQUIPMENT);
      const once = payload('location-s08-patch.json').replace('and and', 'and');
      const reply = await patch(`/${location.id}`, once);
      expect(reply.status).toBe(422);
      expect(issuesOf(reply)[0]!.diagnostics).toMatch(
        /^The path has one \.extension too many; send .*\.valueQuantity\.value\.$/,
      );
    });

    it('9: all capacities at once, deprecated', async () => {
      const { location } = await place(everything);
      const reply = await patch(`/${location.id}`, payload('location-s09-patch-comma-added.json'));
      expect(reply.status).toBe(400);
      expect(issuesOf(reply)[0]!.diagnostics).toMatch(
        /^Send one operation per extension: delete removes one; add appends one/,
      );
      await expect(read(location.id!)).resolves.toEqual(location);
    });
  });
});
