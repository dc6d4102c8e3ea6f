import type { OperationOutcome, OperationOutcomeIssue, Organization } from 'fhir/r4';
import { sampleResource } from '../../src/ror/sample/sample-directory';
import { describeOnEachDatabase, withServer } from '../support/on-each-database';
import type { SettingsText, TestApp } from '../support/test-app';

const PROFILE = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-organization';
/** Valid R4, but not valid by the ROR profile, which requires an identifier, a type and a creation date. */
const bare = { resourceType: 'Organization', name: 'CHU' };
const stored = sampleResource('Organization/1234') as Organization;
const ABSENT = { resourceType: 'Organization', id: 'nobody', name: 'CHU' };

interface Row {
  readonly rule: string;
  readonly path: string;
  /** Absent for a GET. */
  readonly body?: object;
  readonly headers?: Record<string, string>;
  /** Codes of the error issues. */
  readonly faults: readonly string[];
  readonly says: RegExp;
}

const WOULD_CREATE = /A new Organization would be stored: this was a dry run/;
const wrapped = (mode: string, resource?: object) => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'mode', valueCode: mode }, ...(resource ? [{ name: 'resource', resource }] : [])],
});

const rows: Row[] = [
  { rule: 'create: profiles are warnings by default', path: '/Organization/$validate?mode=create', body: bare, faults: [], says: WOULD_CREATE },
  { rule: 'create, of any type', path: '/$validate?mode=create', body: bare, faults: [], says: WOULD_CREATE },
  { rule: 'create, in Parameters', path: '/$validate', body: wrapped('create', bare), faults: [], says: WOULD_CREATE },
  { rule: 'create, strict: profiles are faults', path: '/$validate?mode=create', body: bare, headers: { Prefer: 'handling=strict' }, faults: ['required'], says: /create would be refused with status 422/ },
  { rule: 'create: what would be corrected is reported', path: '/$validate?mode=create', body: { ...bare, identifier: { value: '1' } }, faults: [], says: /Rule wrap-list/ },
  { rule: 'create: an unknown element', path: '/$validate?mode=create', body: { ...bare, nom: 'CHU' }, faults: ['structure'], says: /create would be refused with status 400/ },
  { rule: 'create: a type that is not served', path: '/$validate?mode=create', body: { resourceType: 'Patient' }, faults: ['not-found'], says: /create would be refused with status 404/ },
  { rule: 'create: of what is stored', path: '/Organization/1234/$validate?mode=create', faults: [], says: WOULD_CREATE },
  { rule: 'update', path: '/Organization/1234/$validate?mode=update', body: { ...stored, name: 'X' }, faults: [], says: /Organization\/1234 would be stored: this was a dry run/ },
  { rule: 'update: nothing new', path: '/Organization/1234/$validate?mode=update', body: stored, faults: [], says: /Organization\/1234 would stay as it is/ },
  { rule: 'update: the id of the body names what is replaced', path: '/$validate?mode=update', body: { ...stored, name: 'X' }, faults: [], says: /Organization\/1234 would be stored/ },
  { rule: 'update: another id than that of the URL', path: '/Organization/1234/$validate?mode=update', body: { ...stored, id: '789' }, faults: ['value'], says: /update would be refused with status 400/ },
  { rule: 'update: a rule of the directory', path: '/Organization/1234/$validate?mode=update', body: { ...stored, partOf: { reference: 'Organization/1234' } }, faults: ['business-rule'], says: /update would be refused with status 422/ },
  { rule: 'update: a version that is not current', path: '/Organization/1234/$validate?mode=update', body: stored, headers: { 'If-Match': 'W/"7"' }, faults: ['conflict'], says: /update would be refused with status 412/ },
  { rule: 'update: an id that is not known', path: '/Organization/nobody/$validate?mode=update', body: ABSENT, faults: ['not-supported'], says: /update would be refused with status 405/ },
  { rule: 'create: a named profile is checked as well', path: `/$validate?mode=create&profile=${PROFILE}`, body: bare, faults: ['required'], says: WOULD_CREATE },
  { rule: 'create: a named profile that is unknown', path: '/$validate?mode=create&profile=urn:nowhere', body: bare, faults: ['not-found'], says: WOULD_CREATE },
  { rule: 'delete: others refer to it', path: '/Organization/1234/$validate?mode=delete', faults: ['conflict'], says: /delete would be refused with status 409/ },
  { rule: 'delete, in Parameters', path: '/Organization/1234/$validate', body: wrapped('delete'), faults: ['conflict'], says: /delete would be refused with status 409/ },
  { rule: 'delete: a resource that does not exist', path: '/Organization/nobody/$validate?mode=delete', faults: [], says: /nobody does not exist/ },
  { rule: 'delete: a version that is not current', path: '/Organization/1234/$validate?mode=delete', headers: { 'If-Match': 'W/"7"' }, faults: ['conflict'], says: /status 412/ },
]; // prettier-ignore

async function issuesOf(server: TestApp, { path, body, headers = {} }: Pick<Row, 'path' | 'body' | 'headers'>) {
  const reply = body ? server.write('post', path, body, headers) : server.send('get', path).set(headers);
  return ((await reply.expect(200)).body as OperationOutcome).issue;
}

function faultsIn(issues: readonly OperationOutcomeIssue[]): string[] {
  const faults = issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  return [...new Set(faults.map(({ code }) => code))];
}

const SETUP = { settings: { SAMPLE_DATA: 'true' } } as const;

describeOnEachDatabase('$validate with a mode', SETUP, (server, kind) => {
  it.each(rows)('$rule', async (row) => {
    const issues = await issuesOf(server, row);
    expect(faultsIn(issues)).toEqual(row.faults);
    expect(JSON.stringify(issues)).toMatch(row.says);
  });

  it('stores nothing, and deletes nothing', async () => {
    const before = await server.store.read('Organization', '1234');
    const { total } = await server.store.search({ type: 'Organization', clauses: [], count: 0, bytes: 1_000 });
    for (const row of rows) await issuesOf(server, row);
    expect(await server.store.read('Organization', '1234')).toEqual(before);
    expect((await server.store.search({ type: 'Organization', clauses: [], count: 0, bytes: 1_000 })).total).toBe(
      total,
    );
  });

  it('reports places in the body, whatever surrounds the resource', async () => {
    const text = `{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"create"},{"name":"resource",
"resource":{"resourceType":"Organization",
"nom":"CHU"}}]}`;
    const reply = await server.write('post', '/$validate', text).expect(200);
    expect((reply.body as OperationOutcome).issue[0]!.extension![0]).toMatchObject({ valueInteger: 3 });
  });

  const ORGANIZATION = '<Organization xmlns="http://hl7.org/fhir">';
  const parameter = (resource: string) =>
    `<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="resource"/><resource>${resource}</resource></parameter></Parameters>`;

  it.each<[string, string, string, string[], string[]]>([
    ['an unknown element', '/$validate', `${ORGANIZATION}<name value="a"/>\n<nmae value="b"/></Organization>`, ['Organization.nmae 2'], []],
    ['an unknown element, beside another fault', '/$validate', `${ORGANIZATION}\n<identifier><use value="x"/></identifier>\n<nmae value="b"/></Organization>`, ['Organization.nmae 3', 'Organization.identifier[0].use 2'], []],
    ['one in Parameters', '/Organization/$validate', parameter('\n<Organization><name value="a"/><nmae value="b"/></Organization>'), ['Organization.nmae 2'], []],
    ['one deep in Parameters', '/$validate', parameter('<Organization><name value="a"/>\n<telecom><sys value="b"/></telecom></Organization>'), ['Organization.telecom[0].sys 2'], []],
    ['an element that is not in its place', '/$validate', `${ORGANIZATION}<name value="a"/>\n<active value="true"/></Organization>`, ['Organization.active 2'], []],
    ['text, an attribute', '/$validate', `${ORGANIZATION}<name value="a" lang="fr"/>\ntext</Organization>`, ['Organization.name 1', 'Organization 2'], []],
    ['a type that R4 does not have', '/$validate', '<Organizatoin xmlns="http://hl7.org/fhir"><name value="a"/></Organizatoin>', ['$this.resourceType 1'], []],
    ['one in Parameters of such a type', '/$validate', parameter('\n<Organizatoin/>'), ['$this.resourceType 2'], []],
    ['more faults than are reported', '/$validate', `${ORGANIZATION}<name value="a"/>${'<b/>'.repeat(120)}</Organization>`, Array<string>(100).fill('Organization.b 1'), []],
    ['what a creation would refuse', '/$validate?mode=create', `${ORGANIZATION}<name value="a"/>\n<nmae value="b"/></Organization>`, ['Organization.nmae 2'], ['create would be refused with status 400']],
    ['nothing, before a deletion', '/$validate?mode=delete', `${ORGANIZATION}<id value="nobody"/><nmae value="b"/></Organization>`, [], ['nobody does not exist']],
  ])('reports with 200 in XML as well: %s', async (_, path, text, faults, others) => {
    const reply = await server.write('post', path, text, { 'Content-Type': 'application/fhir+xml' });
    expect(reply.status).toBe(200);
    const { issue } = reply.body as OperationOutcome;
    const isError = ({ severity }: OperationOutcomeIssue) => severity === 'error';
    const structural = issue.filter((each) => isError(each) && !['invariant', 'required'].includes(each.code));
    expect(structural.map(({ expression, extension }) => `${expression![0]} ${extension![0]!.valueInteger}`)).toEqual(faults);
    for (const each of others) expect(JSON.stringify(issue)).toContain(each);
  }); // prettier-ignore

  it.each([
    ['XML that is not well-formed', `${ORGANIZATION}<name value="a"></Organization>`],
    ['a root without a namespace', '<Organization><name value="a"/></Organization>'],
    ['what is wrong around the resource', parameter(`${ORGANIZATION}<name value="a"/></Organization>`).replace('<resource>', '<nmae value="x"/><resource>')],
    ['a resource that is not there', parameter('')],
  ])('refuses in XML: %s', async (_, text) => {
    await server.write('post', '/$validate', text, { 'Content-Type': 'application/fhir+xml' }).expect(400);
  }); // prettier-ignore

  it('an operation that does not ask for it is not given XML that is not FHIR', async () => {
    const text = '<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="meta"/><valueMeta><tga/></valueMeta></parameter></Parameters>';
    const reply = await server.write('post', '/Organization/1234/$meta-add', text, { 'Content-Type': 'application/fhir+xml' });
    expect([reply.status, (reply.body as OperationOutcome).issue[0]!.details!.text]).toEqual([400, expect.stringContaining('unknown element `tga`')]);
  }); // prettier-ignore

  it('without a mode validation is complete: what the server would tolerate is a fault', async () => {
    expect(faultsIn(await issuesOf(server, { path: '/$validate', body: bare }))).toContain('required');
    expect(faultsIn(await issuesOf(server, { path: '/$validate?mode=profile', body: bare }))).toContain('required');
  });

  it.each([
    ['update without an id', '/$validate?mode=update', bare],
    ['delete without an id', '/Organization/$validate?mode=delete', bare],
    ['create without a resource', '/Organization/$validate', wrapped('create')],
  ])('%s is refused', async (_, path, body) => {
    await server.write('post', path, body).expect(400);
  });

  it.each<[string, SettingsText, Pick<Row, 'path' | 'body'>, string[], RegExp]>([
    ['VALIDATION_LEVEL=profile', { VALIDATION_LEVEL: 'profile' }, { path: '/$validate?mode=create', body: bare }, ['required'], /422/],
    ['HANDLING=strict', { HANDLING: 'strict' }, { path: '/$validate?mode=create', body: bare }, ['required'], /422/],
    ['UPDATE_CREATE=true', { UPDATE_CREATE: 'true' }, { path: '/$validate?mode=update', body: ABSENT }, [], /would be stored/],
    ['IF_MATCH=required', { IF_MATCH: 'required' }, { path: '/$validate?mode=update', body: { ...stored, name: 'X' } }, ['required'], /status 400/],
    ['REFERENTIAL_INTEGRITY=off', { REFERENTIAL_INTEGRITY: 'off' }, { path: '/Organization/1234/$validate?mode=delete' }, [], /would be deleted/],
  ])('follows %s', async (_, settings, asked, faults, says) => {
    await withServer(kind, { ...SETUP.settings, ...settings }, async (other) => {
      const issues = await issuesOf(other, asked);
      expect(faultsIn(issues)).toEqual(faults);
      expect(JSON.stringify(issues)).toMatch(says);
    });
  }); // prettier-ignore
});
