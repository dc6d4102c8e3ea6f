import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ContactPoint,
  HealthcareService,
  OperationOutcome,
  Organization,
  PractitionerRole,
  Resource,
} from 'fhir/r4';
import { sampleDirectory } from '../../src/ror';
import { describeOnEachDatabase, withServer } from '../support/on-each-database';

/** The eleven scenarios of the guide's page on updating the directory: as printed there, and in strict R4. */
const payload = (name: string): string => readFileSync(join(__dirname, '../../src/ror/scenarios', name), 'utf8');
const json = <T>(name: string): T => JSON.parse(payload(name)) as T;
const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
const NOS = 'https://mos.esante.gouv.fr/NOS';
const SPECIALTY = `${NOS}/TRE_R211-ActiviteOperationnelle/FHIR/TRE-R211-ActiviteOperationnelle`;

interface Part {
  readonly name?: string;
  readonly part?: Part[];
  readonly [value: string]: unknown;
}
/** The value of the n-th operation of a payload, whatever its member is called. */
function valueOf<T = object>(name: string, operation = 0): T {
  const parts = json<{ parameter: Part[] }>(name).parameter[operation]?.part ?? [];
  const { name: _, ...value } = parts.find((part) => part.name === 'value')!;
  return Object.values(value)[0] as T;
}
const asList = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
/** A concept of a payload with `coding` and `extension` as the lists they are. */
function concept(name: string, operation: number): object {
  const { coding, extension } = valueOf<{ coding: object; extension?: object }>(name, operation);
  return { coding: asList(coding), ...(extension && { extension: asList(extension) }) };
}

interface Scenario {
  readonly title: string;
  readonly file: string;
  readonly target: string;
  readonly after: (before: never) => object;
  /** Rules of the dialect that fire, in the response header. */
  readonly rules?: readonly string[];
}
const withTelecom = (telecom: object) => (before: object) => ({ ...before, telecom });

const scenarios: readonly Scenario[] = [
  {
    title: '1: a legal entity moves (strict)',
    file: 'update-s01-strict-r4.json',
    target: 'Organization/1234',
    after: (before: Organization) => ({ ...before, address: [valueOf('update-s01-strict-r4.json')] }),
  },
  {
    title: '1: a legal entity moves (as printed)',
    file: 'update-s01-as-printed.json',
    target: 'Organization/1234',
    rules: ['type-as-string', 'name-on-replace', 'untyped-value'],
    after: (before: Organization) => ({ ...before, address: [valueOf('update-s01-as-printed.json')] }),
  },
  {
    title: '2: another phone, one more contact (strict)',
    file: 'update-s02-strict-r4.json',
    target: 'Organization/4569',
    after: (before: Organization) => ({
      ...before,
      telecom: [valueOf('update-s02-strict-r4.json', 1)],
      contact: [
        ...before.contact!,
        {
          extension: [
            restricted('ror-contact-confidentiality-level'),
            {
              url: `${ROR}/ror-contact-function-contact`,
              valueCodeableConcept: {
                coding: [
                  {
                    system: `${NOS}/TRE_R251-FonctionContact/FHIR/TRE-R251-FonctionContact`,
                    code: '01',
                    display: 'Directeur',
                  },
                ],
              },
            },
          ],
          name: { family: 'GREDIN', given: ['Thierry'] },
          telecom: [
            {
              extension: [landline(), restricted('ror-telecom-confidentiality-level')],
              system: 'phone',
              value: '01.01.01.02.03',
            },
          ],
        },
      ],
    }),
  },
  {
    title: '2: another phone, one more contact (as printed, comma added)',
    file: 'update-s02-comma-repaired.json',
    target: 'Organization/4569',
    rules: [
      'type-as-string',
      'list-in-value',
      'replace-whole-list',
      'untyped-value',
      'wrap-list',
      'telecom-system-from-channel',
    ],
    after: (before: Organization) => ({
      ...before,
      telecom: valueOf<ContactPoint[]>('update-s02-comma-repaired.json'),
      contact: [
        ...before.contact!,
        {
          name: { family: 'GREDIN', given: ['Thierry'] },
          purpose: {
            coding: [
              {
                system: `${NOS}/TRE_R251-FonctionContact/FHIR/TRE-R251-FonctionContact`,
                code: '01',
                display: 'Directeur',
              },
            ],
          },
          extension: [restricted('ror-contact-confidentiality-level')],
          telecom: [
            {
              value: '01.01.01.02.03',
              extension: [landline(), restricted('ror-contact-confidentiality-level')],
              system: 'phone',
            },
          ],
        },
      ],
    }),
  },
  {
    title: '3: an internal organization is renamed (strict)',
    file: 'update-s03-strict-r4.json',
    target: 'Organization/789',
    after: (before: Organization) => ({ ...before, name: 'TECOTRO (Tête, cou et tronc)' }),
  },
  {
    title: '3: an internal organization is renamed (as printed)',
    file: 'update-s03-as-printed.json',
    target: 'Organization/789',
    rules: ['type-as-string', 'name-on-replace'],
    after: (before: Organization) => ({ ...before, name: 'TECOTRO (Tête, cou et tronc)' }),
  },
  {
    title: '4: a practitioner is reached otherwise (strict)',
    file: 'update-s04-strict-r4.json',
    target: 'Practitioner/159',
    after: withTelecom([valueOf('update-s04-strict-r4.json', 1), valueOf('update-s04-strict-r4.json', 2)]),
  },
  {
    title: '4: a practitioner is reached otherwise (as printed)',
    file: 'update-s04-as-printed.json',
    target: 'Practitioner/159',
    rules: ['type-as-string', 'list-in-value', 'replace-whole-list'],
    after: withTelecom(valueOf<ContactPoint[]>('update-s04-as-printed.json')),
  },
  ...['strict-r4', 'as-printed'].flatMap((form): Scenario[] => [
    {
      title: `5: two specialties, in order (${form})`,
      file: `update-s05-${form}.json`,
      target: 'PractitionerRole/753',
      ...(form === 'as-printed' && { rules: ['type-as-string', 'wrap-list'] }),
      after: (before: PractitionerRole) => ({
        ...before,
        specialty: [...(before.specialty ?? []), ...[0, 1].map((n) => concept(`update-s05-${form}.json`, n))],
      }),
    },
    {
      title: `6: one more act (${form})`,
      file: `update-s06-${form}.json`,
      target: 'HealthcareService/741',
      ...(form === 'as-printed' && { rules: ['type-as-string', 'wrap-list'] }),
      after: (before: HealthcareService) => ({
        ...before,
        characteristic: [...before.characteristic!, concept(`update-s06-${form}.json`, 0)],
      }),
    },
    {
      title: `7: one activity ends (${form})`,
      file: `update-s07-${form}.json`,
      target: 'HealthcareService/852',
      ...(form === 'as-printed' && { rules: ['type-as-string', 'delete-by-value', 'wrap-list'] }),
      after: (before: HealthcareService) => ({
        ...before,
        specialty: before.specialty!.filter(
          ({ coding }) => !coding!.some(({ system, code }) => system === SPECIALTY && code === '040'),
        ),
      }),
    },
    {
      title: `8: six additions, in order (${form})`,
      file: `update-s08-${form}.json`,
      target: 'HealthcareService/963',
      ...(form === 'as-printed' && { rules: ['type-as-string', 'wrap-list', 'untyped-value'] }),
      after: (before: HealthcareService) => ({
        ...before,
        specialty: [...before.specialty!, ...[0, 1].map((n) => concept(`update-s08-${form}.json`, n))],
        characteristic: [...before.characteristic!, ...[2, 3, 4, 5].map((n) => concept(`update-s08-${form}.json`, n))],
      }),
    },
  ]),
];

function restricted(extension: string): object {
  const system = `${NOS}/TRE_R283-NiveauConfidentialite/FHIR/TRE-R283-NiveauConfidentialite`;
  return {
    url: `${ROR}/${extension}`,
    valueCodeableConcept: { coding: [{ system, code: '2', display: 'Accès restreint' }] },
  };
}
function landline(): object {
  const system = `${NOS}/TRE_R200-CanalCommunication/FHIR/TRE-R200-CanalCommunication`;
  return {
    url: `${ROR}/ror-telecom-communication-channel`,
    valueCodeableConcept: { coding: [{ system, code: '2', display: 'Téléphone fixe' }] },
  };
}

/** What a resource says, without what the server wrote into `meta`. */
function content(resource: Resource): object {
  const { versionId: _, lastUpdated: __, ...meta } = resource.meta ?? {};
  return { ...resource, meta };
}

const SETTINGS = { SAMPLE_DATA: 'true', BASE_URL: 'http://ror.test/fhir' };

describeOnEachDatabase('the scenarios of the guide', { settings: SETTINGS }, (server, kind) => {
  /** Brings a resource back to what the sample says; returns it as stored. */
  async function fresh<R extends Resource>(target: string): Promise<R> {
    const sample = sampleDirectory().find(({ resourceType, id }) => `${resourceType}/${id}` === target);
    const reply = await server.write('put', `/${target}`, sample!).expect(200);
    return reply.body as R;
  }
  async function stored<R extends Resource>(path: string): Promise<R> {
    return (await server.send('get', `/${path}`).expect(200)).body as R;
  }

  describe('PATCH', () => {
    /** An operation that cannot be read, or an element of what it would make. */
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

    it('7 with no such activity changes nothing and makes no version', async () => {
      const before = await fresh('HealthcareService/741');
      const reply = await server.write('patch', '/HealthcareService/741', payload('update-s07-as-printed.json'));
      expect(reply.status).toBe(200);
      expect(reply.headers['etag']).toBe(`W/"${before.meta!.versionId}"`);
      expect(reply.body).toEqual(before);
      await expect(stored('HealthcareService/741')).resolves.toEqual(before);
    });

    it('7 with the activity twice is 422: which one is not said', async () => {
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

  it('a contact without a system stays refused where the rule that derives it is off', async () => {
    await withServer(kind, { SAMPLE_DATA: 'true', ROR_TELECOM_SYSTEM: 'false' }, async (plain) => {
      const reply = await plain.write('patch', '/Organization/4569', payload('update-s02-comma-repaired.json'));
      expect(reply.status).toBe(422);
      expect(reply.body).toMatchObject({
        issue: [{ code: 'invariant', details: { text: expect.stringContaining('cpt-2') } }],
      });
    });
  });
});
