import type { Organization, Parameters, Resource } from 'fhir/r4';
import { EXTENSION } from '../../src/ror/shared/extensions';
import { describeOnEachDatabase } from '../support/on-each-database';
import { patchOf } from '../support/patches';
import { JSON_WIRE, speaking, XML_WIRE } from '../support/wire-format';
import { below, one, rows, moved, dated, closing, issuesOf, inShort } from '../support/directory-rules';

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

      // An allowed write is a dry run, so that each row finds the sample unchanged.
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

  it('a rule broken by a conditional patch is 400, as in the guide', async () => {
    const { system, value } = one('Organization/2424').identifier![0]!;
    const patch = patchOf({ type: 'replace', path: 'Organization.partOf', value: { valueReference: below('4569') } });
    const reply = await server.write('patch', `/Organization?identifier=${system}|${value}`, patch);
    expect(reply.status).toBe(400);
    expect(inShort(reply)).toEqual(['error business-rule Organization.partOf']);
  });

  it('a new organization is checked like any other', async () => {
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
      /^This is a geographic entity \(EG\), which cannot be part of Organization\/4569, a geographic entity \(EG\)/,
    );
    expect(issue!.diagnostics).toBe('A geographic entity (EG) is part of a legal entity (EJ).');
  });

  it('a patch gets no line number that is not its own', async () => {
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
      '%s reports the rules that the resource itself breaks',
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
