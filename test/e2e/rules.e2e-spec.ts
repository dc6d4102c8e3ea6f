import type {
  Extension,
  HealthcareService,
  OperationOutcome,
  Organization,
  Parameters,
  Reference,
  Resource,
} from 'fhir/r4';
import { sampleResource, type SampleResource } from '../../src/ror/sample/sample-directory';
import { codeable } from '../../src/ror/sample/elements';
import { CODE_SYSTEM } from '../../src/ror/shared/code-systems';
import { EXTENSION } from '../../src/ror/shared/extensions';
import { databases, type TestDatabase } from '../support/databases';
import { describeOnEachDatabase } from '../support/on-each-database';
import { patchOf } from '../support/patches';
import { startTestApp, type TestApp } from '../support/test-app';
import { JSON_WIRE, resourceOf, speaking, XML_WIRE } from '../support/wire-format';

const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
const LEGAL = codeable(CODE_SYSTEM.legalStatus, '72 SARL');
const SITE = codeable(CODE_SYSTEM.establishmentCategory, '355 Centre Hospitalier (C.H.)');

/** One of the sample, whatever its type. */
type AnyResource = SampleResource & Pick<Organization, 'partOf' | 'type'> & Pick<HealthcareService, 'notAvailable'>;

const below = (id: string, type = 'Organization'): Reference => ({ reference: `${type}/${id}` });
const one = (reference: string) => sampleResource(reference) as AnyResource;
const isCreation = ({ url }: Extension) => url === EXTENSION.metaCreationDate;

interface Row {
  readonly rule: string;
  readonly target: string;
  /** Makes the body of a PUT out of the sample's resource; a Parameters resource is sent as a PATCH. */
  readonly change: (before: AnyResource) => object;
  /** `code expression` of each issue of the refusal; absent: the write is taken. */
  readonly issues?: readonly string[];
}

const rows: Row[] = [];
const allowed = (rule: string, target: string, change: Row['change']) => rows.push({ rule, target, change });
const refused = (rule: string, target: string, change: Row['change'], ...issues: string[]) =>
  rows.push({ rule, target, change, issues: issues.map((issue) => `business-rule ${issue}`) });

const moved = (id: string, type?: string) => (before: AnyResource) => ({ ...before, partOf: below(id, type) });

// 3535 EJ > 3536 EG > 6900 OI > 6963 OI > 5958 OI; 3536 > 789 OI > 790 OI; 1234 EJ > 2424 EG; 1111 EJ > 4569 EG
refused('a legal entity stands below nothing', 'Organization/1234', moved('1111'), 'Organization.partOf');
refused('a site is no part of a site', 'Organization/2424', moved('4569'), 'Organization.partOf');
refused('a site is no part of an internal organization', 'Organization/2424', moved('789'), 'Organization.partOf');
allowed('a site goes to another legal entity', 'Organization/2424', moved('1111'));
refused(
  'an internal organization is no part of a legal entity',
  'Organization/789',
  moved('3535'),
  'Organization.partOf',
);
allowed('an internal organization goes to another site', 'Organization/789', moved('2001'));
allowed('an internal organization goes to another one', 'Organization/789', moved('791'));
refused('a circle of one', 'Organization/789', moved('789'), 'Organization.partOf');
refused('a circle of two', 'Organization/789', moved('790'), 'Organization.partOf');
refused('a circle of three', 'Organization/6900', moved('5958'), 'Organization.partOf');
refused(
  'a patch is no way round',
  'Organization/789',
  () => patchOf({ type: 'replace', path: 'Organization.partOf', value: { valueReference: below('3535') } }),
  'Organization.partOf',
);
refused(
  'a site that others are part of becomes no legal entity',
  'Organization/3536',
  ({ partOf: _, ...before }) => ({ ...before, type: [LEGAL] }),
  'Organization.type',
);
allowed('a site that nothing is part of does', 'Organization/4569', ({ partOf: _, ...before }) => ({
  ...before,
  type: [LEGAL],
}));
refused(
  'an internal organization becomes a site only below a legal entity',
  'Organization/790',
  (before) => ({ ...before, type: [SITE] }),
  'Organization.partOf',
);
allowed('a place is part of another', 'Location/5254', moved('5255', 'Location'));
refused('a place is no part of its own part', 'Location/5254', moved('5253', 'Location'), 'Location.partOf');

const dated = (created?: string, period?: Extension['valuePeriod'], reopened?: string) => (before: AnyResource) => ({
  ...before,
  extension: [
    ...before.extension!,
    ...(created ? [{ url: EXTENSION.organizationCreationDate, valueDate: created }] : []),
    ...(period ? [{ url: EXTENSION.organizationPeriod, valuePeriod: period }] : []),
    ...(reopened ? [{ url: EXTENSION.organizationReopeningDate, valueDate: reopened }] : []),
  ],
});
const closing = 'Organization.extension[2].value.end';
refused('it closes after it was created', 'Organization/1234', dated('2024-05-01', { end: '2024-04' }), closing);
allowed('it closes the day it was created', 'Organization/1234', dated('2024-05-01', { end: '2024-05-01' }));
allowed('it closes some time that year', 'Organization/1234', dated('2024-05-01', { end: '2024' }));
refused(
  'it opens again after it closes',
  'Organization/789',
  dated(undefined, { end: '2024-05-02' }, '2024-05-01'),
  'Organization.extension[2].value',
);
allowed('it opens again', 'Organization/789', dated(undefined, { start: '2020', end: '2024-05-02' }, '2024-09-01'));
rows.push(
  {
    rule: 'it closes after it opens (R4: per-1)',
    target: 'Organization/789',
    change: dated(undefined, { start: '2024-05-02', end: '2024-05-01' }),
    issues: ['invariant Organization.extension[1].value'],
  },
  {
    rule: 'an offer opens again after it closes (R4: per-1)',
    target: 'HealthcareService/741',
    change: (before) => ({
      ...before,
      notAvailable: [
        { id: 'closingReopeningDate', description: 'Travaux', during: { start: '2024-05-02', end: '2024-05-01' } },
      ],
    }),
    issues: ['invariant HealthcareService.notAvailable[0].during'],
  },
  {
    rule: 'opening hours hold until after they begin to (R4: per-1)',
    target: 'HealthcareService/741',
    change: (before) => ({
      ...before,
      availableTime: [
        {
          extension: [
            {
              url: `${ROR}/ror-available-time-effective-opening-closing-date`,
              valuePeriod: { start: '2024-05', end: '2024-04' },
            },
          ],
          allDay: true,
        },
      ],
    }),
    issues: ['invariant HealthcareService.availableTime[0].extension[0].value'],
  },
);

for (const target of [
  'Organization/1234',
  'HealthcareService/741',
  'Practitioner/159',
  'PractitionerRole/753',
  'Location/654',
]) {
  const type = target.split('/')[0]!;
  const at = (date: string) => (extension: Extension) =>
    isCreation(extension) ? { ...extension, valueDateTime: date } : extension;
  const others = (before: AnyResource) => before.extension!.filter((extension) => !isCreation(extension));
  refused(
    `the creation date of ${type} stays when all is replaced`,
    target,
    ({ extension: _, ...before }) => ({
      ...before,
      ...(others(one(target)).length > 0 && { extension: others(one(target)) }),
    }),
    `${type}.extension`,
  );
  refused(
    `the creation date of ${type} stays what it is`,
    target,
    (before) => ({ ...before, extension: before.extension!.map(at('2026-01-31T08:00:00+01:00')) }),
    `${type}.extension[0].value`,
  );
  allowed(`the creation date of ${type} may be written in UTC`, target, (before) => {
    const [{ valueDateTime }] = before.extension!.filter(isCreation) as [Extension];
    return { ...before, extension: before.extension!.map(at(new Date(valueDateTime!).toISOString())) };
  });
  refused(
    `the creation date of ${type} is there once`,
    target,
    (before) => ({ ...before, extension: [...before.extension!, before.extension!.find(isCreation)!] }),
    `${type}.extension[${one(target).extension!.length}]`,
  );
  refused(
    `the creation date of ${type} is not deleted by a patch`,
    target,
    () => patchOf({ type: 'delete', path: `${type}.extension.where(url='${EXTENSION.metaCreationDate}')` }),
    `${type}.extension`,
  );
}
type Reply = Awaited<ReturnType<TestApp['send']>>;
const issuesOf = (reply: Reply) => (resourceOf(reply) as unknown as OperationOutcome).issue;
const inShort = (reply: Reply) =>
  issuesOf(reply).map(({ severity, code, expression }) => `${severity} ${code} ${expression?.[0]}`);

const SAMPLE = { settings: { SAMPLE_DATA: 'true' } };

describeOnEachDatabase('the rules of the directory', SAMPLE, (server) => {
  beforeAll(async () => {
    await server.write('put', '/Location/5253', moved('5254', 'Location')(one('Location/5253'))).expect(200);
  });

  describe.each([JSON_WIRE, XML_WIRE])('in $name', (wire) => {
    it.each(rows)('$rule: $target', async ({ target, change, issues }) => {
      const client = speaking(server, wire);
      const body = change(one(target)) as Resource;
      const method = body.resourceType === ('Parameters' satisfies Parameters['resourceType']) ? 'patch' : 'put';

      // What is allowed is not stored, so that each row finds the sample as it is.
      const reply = await client.write(method, `/${target}${issues ? '' : '?_dryRun=true'}`, body);

      if (!issues) {
        expect({ status: reply.status, text: reply.status === 200 ? '' : reply.text }).toEqual({
          status: 200,
          text: '',
        });
        return;
      }
      expect(issuesOf(reply).map(({ code, expression }) => `${code} ${expression?.[0]}`)).toEqual(issues);
      expect(reply.status).toBe(422);
      expect(issuesOf(reply).every(({ severity, diagnostics }) => severity === 'error' && diagnostics)).toBe(true);
      expect(((await server.send('get', `/${target}`).expect(200)).body as Resource).meta!.versionId).toBe('1');
    });
  });

  const withoutCreation = (): Organization => ({
    ...(one('Organization/2424') as Organization),
    extension: [{ url: EXTENSION.dropZone, valueBoolean: true }],
  });

  it('the creation date is not lost where the dialect replaces a whole list', async () => {
    const value = { value: withoutCreation().extension };
    const patch = patchOf({ type: 'replace', path: 'Organization.extension', value });
    const reply = await server.write('patch', '/Organization/2424', patch);
    expect(reply.status).toBe(422);
    expect(inShort(reply)).toEqual(['error business-rule Organization.extension']);
  });

  it('nor by a JSON Patch', async () => {
    const patch = JSON.stringify([{ op: 'replace', path: '/extension', value: withoutCreation().extension }]);
    const type = { 'Content-Type': 'application/json-patch+json' };
    const reply = await server.write('patch', '/Organization/2424', patch, type);
    expect(reply.status).toBe(422);
    expect(inShort(reply)).toEqual(['error business-rule Organization.extension']);
  });

  it('a rule broken by a conditional patch is 400, as the guide has it', async () => {
    const { system, value } = one('Organization/2424').identifier![0]!;
    const patch = patchOf({ type: 'replace', path: 'Organization.partOf', value: { valueReference: below('4569') } });
    const reply = await server.write('patch', `/Organization?identifier=${system}|${value}`, patch);
    expect(reply.status).toBe(400);
    expect(inShort(reply)).toEqual(['error business-rule Organization.partOf']);
  });

  it('a new organization is judged like any other', async () => {
    const { id: _, ...created } = moved('3535')(one('Organization/789'));
    const reply = await server.write('post', '/Organization', created);
    expect(reply.status).toBe(422);
    expect(inShort(reply)).toEqual(['error business-rule Organization.partOf']);
    await server.write('post', '/Organization?_dryRun=true', { ...created, partOf: below('3536') }).expect(201);
  });

  it.each([
    [JSON_WIRE, /"reference": "Organization\/4569"/],
    [XML_WIRE, /<reference value="Organization\/4569"/],
  ])('an issue tells the line of the body, what is wrong, and what would be right ($name)', async (wire, where) => {
    const body = JSON_WIRE === wire ? JSON.stringify(moved('4569')(one('Organization/2424')), undefined, 2) : undefined;
    const text = body ?? wire.text(moved('4569')(one('Organization/2424')));
    const reply = await speaking(server, wire).write('put', '/Organization/2424', text);
    const [issue] = issuesOf(reply);
    const line = text.split('\n').findIndex((each) => where.test(each)) + 1;
    expect(issue!.extension![0]).toMatchObject({ valueInteger: line });
    expect(issue!.details!.text).toMatch(
      /^This is a geographic entity \(EG\): it cannot be part of Organization\/4569, a geographic entity \(EG\)/,
    );
    expect(issue!.diagnostics).toBe('A geographic entity (EG) is part of a legal entity (EJ).');
  });

  it('a patch is not told a line that is not its own', async () => {
    const patch = patchOf({ type: 'replace', path: 'Organization.partOf', value: { valueReference: below('4569') } });
    const [issue] = issuesOf(await server.write('patch', '/Organization/2424', patch));
    expect(issue!.extension).toBeUndefined();
  });

  it('speaks French', async () => {
    const reply = await server.write('put', '/Organization/1234', moved('1111')(one('Organization/1234')), {
      'Accept-Language': 'fr',
    });
    const [issue] = issuesOf(reply);
    expect(issue!.details!.text).toMatch(/^C’est une entité juridique \(EJ\) : elle ne peut être rattachée à rien/);
    expect(issue!.diagnostics).toBe('Une entité juridique (EJ) est le sommet de son arborescence : retirez partOf.');
  });

  describe('$validate', () => {
    const wrong = () => dated('2024-05-01', { end: '2024-04' })(one('Organization/1234'));
    const lines = async (path: string, body: object) => {
      const reply = await server.write('post', path, body).expect(200);
      return inShort(reply).filter((line) => line.includes('business-rule'));
    };

    it.each(['/$validate', '/Organization/$validate', '/Organization/1234/$validate'])(
      '%s tells what the resource itself breaks',
      async (path) => {
        await expect(lines(path, wrong())).resolves.toEqual([`error business-rule ${closing}`]);
        await expect(lines(path, one('Organization/1234'))).resolves.toEqual([]);
      },
    );

    it('tells the place inside Parameters', async () => {
      const body = { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: wrong() }] };
      const text = JSON.stringify(body, undefined, 1);
      const reply = await server.write('post', '/Organization/$validate', text).expect(200);
      const issue = issuesOf(reply).find(({ code }) => code === 'business-rule')!;
      const line = text.split('\n').findIndex((each) => each.includes('"end": "2024-04"')) + 1;
      expect(issue.extension![0]).toMatchObject({ valueInteger: line });
    });

    it.each([
      [
        'of an instance: what it would erase',
        '/Organization/2424/$validate',
        ['error business-rule Organization.extension'],
      ],
      [
        'of an instance, as an update',
        '/Organization/2424/$validate?mode=update',
        ['error business-rule Organization.extension'],
      ],
      ['of an instance, as a new one', '/Organization/2424/$validate?mode=create', []],
      ['of an instance that is not there', '/Organization/nobody/$validate', []],
      ['of the type', '/Organization/$validate', []],
    ])('%s', async (_, path, wanted) => {
      await expect(lines(path, withoutCreation())).resolves.toEqual(wanted);
    });

    it('a resource of a type without rules is fine', async () => {
      await expect(lines('/$validate', { resourceType: 'Patient' })).resolves.toEqual([]);
    });
  });
});

describe('BUSINESS_RULES', () => {
  let database: TestDatabase;
  let running: TestApp | undefined;
  /** In place of the server before. */
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

  it('warn: the write is taken, and says what it breaks', async () => {
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

  it('off: nobody looks', async () => {
    const server = await start('off');
    const reply = await server.write('put', '/Organization/2424', misplaced(), told).expect(200);
    const judged = await server.write('post', '/Organization/2424/$validate', misplaced()).expect(200);
    expect([...inShort(reply), ...inShort(judged)].filter((line) => line.includes('business-rule'))).toEqual([]);
  });

  it('on: what was broken before is not in the way of another change', async () => {
    const lax = await start('off');
    await lax.write('put', '/Organization/2424', misplaced()).expect(200);
    const server = await start('on');
    const rename = patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: 'Autre nom' } });

    const patched = await server.write('patch', '/Organization/2424', rename, told).expect(200);
    const warning = `warning business-rule ${faults[1]}`;
    expect(inShort(patched).filter((line) => line.includes('business-rule'))).toEqual([warning]);

    // Who sends the whole answers for the whole, but not for the place it had.
    const replaced = await server.write('put', '/Organization/2424', { ...misplaced(), name: 'Encore un' });
    expect(replaced.status).toBe(422);
    expect(inShort(replaced)).toEqual([warning.replace('warning', 'error')]);
    const extension = misplaced().extension.filter(({ url }) => url !== EXTENSION.organizationPeriod);
    const mended = { ...misplaced(), name: 'Encore un', extension };
    await server.write('put', '/Organization/2424', mended).expect(200);
  });
});
