import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, OperationOutcome, StructureDefinition } from 'fhir/r4';
import type { JsonObject } from '../../src/fhir';
import { EndpointPlugin } from '../support/endpoint/endpoint.plugin';
import { tarFile, tgz } from '../support/tarball';
import { startTestApp, type TestApp } from '../support/test-app';

const CORE = 'http://hl7.org/fhir/StructureDefinition';
const BASE = 'https://example.org/fhir';
const PORTAL = `${BASE}/StructureDefinition/portal`;
const NOTE = `${BASE}/StructureDefinition/opening-note`;
const BROKEN = `${BASE}/StructureDefinition/broken`;

const translation = (lang: string, content: string): JsonObject => ({
  url: `${CORE}/translation`,
  extension: [
    { url: 'lang', valueCode: lang },
    { url: 'content', valueString: content },
  ],
});

const structure = (id: string, type: string, element: JsonObject[], more: JsonObject = {}): JsonObject => ({
  resourceType: 'StructureDefinition',
  id,
  url: `${BASE}/StructureDefinition/${id}`,
  name: id,
  status: 'active',
  kind: type === 'Extension' ? 'complex-type' : 'resource',
  abstract: false,
  type,
  baseDefinition: `${CORE}/${type}`,
  derivation: 'constraint',
  differential: { element },
  ...more,
});

const portal = structure('portal', 'Endpoint', [
  {
    id: 'Endpoint',
    path: 'Endpoint',
    constraint: [
      {
        key: 'por-1',
        severity: 'error',
        human: 'A portal that is active has a contact.',
        _human: { extension: [translation('fr', 'Un portail actif a un contact.')] },
        expression: "status != 'active' or contact.exists()",
      },
    ],
  },
  {
    id: 'Endpoint.identifier',
    path: 'Endpoint.identifier',
    slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' },
  },
  { id: 'Endpoint.identifier:licence', path: 'Endpoint.identifier', sliceName: 'licence', min: 1, max: '1' },
  {
    id: 'Endpoint.identifier:licence.system',
    path: 'Endpoint.identifier.system',
    min: 1,
    fixedUri: 'urn:licence',
  },
  {
    id: 'Endpoint.payloadType',
    path: 'Endpoint.payloadType',
    binding: { strength: 'required', valueSet: `${BASE}/ValueSet/kinds` },
  },
]);

const definitions: Record<string, JsonObject> = {
  portal,
  note: structure(
    'opening-note',
    'Extension',
    [
      { id: 'Extension.url', path: 'Extension.url', fixedUri: NOTE },
      { id: 'Extension.value[x]', path: 'Extension.value[x]', min: 1, type: [{ code: 'string' }] },
    ],
    { context: [{ type: 'element', expression: 'Endpoint' }] },
  ),
  kinds: {
    resourceType: 'ValueSet',
    id: 'kinds',
    url: `${BASE}/ValueSet/kinds`,
    status: 'active',
    compose: { include: [{ system: `${BASE}/CodeSystem/kinds` }] },
  },
  codes: {
    resourceType: 'CodeSystem',
    id: 'kinds',
    url: `${BASE}/CodeSystem/kinds`,
    status: 'active',
    content: 'complete',
    concept: [{ code: 'day' }, { code: 'night' }],
  },
  broken: structure('broken', 'Endpoint', [{ id: 'Endpoint', path: 'Endpoint' }], {
    baseDefinition: `${BASE}/StructureDefinition/nowhere`,
  }),
};

const kind = (code: string): JsonObject => ({ coding: [{ system: `${BASE}/CodeSystem/kinds`, code }] });
const good: JsonObject = {
  resourceType: 'Endpoint',
  id: 'c1',
  meta: { profile: [PORTAL] },
  extension: [{ url: NOTE, valueString: 'Le lundi' }],
  identifier: [{ system: 'urn:licence', value: '1' }],
  status: 'active',
  connectionType: { code: 'hl7-fhir-rest' },
  contact: [{ system: 'phone', value: '1' }],
  payloadType: [kind('day')],
  address: 'https://example.org',
};
const { contact: _, ...withoutContact } = good;
const STRICT = { Prefer: 'handling=strict' };

describe('a folder of packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packages-'));
  const lines: string[] = [];
  let server: TestApp;
  beforeAll(async () => {
    const files = Object.entries(definitions).map(([name, it]) => tarFile(`package/${name}.json`, JSON.stringify(it)));
    writeFileSync(join(folder, 'portals.tgz'), tgz(...files));
    server = await startTestApp(
      { DATABASE_URL: 'sqlite::memory:', PACKAGES_FOLDER: folder, UPDATE_CREATE: 'true', LOG_LEVEL: 'warn' },
      { plugins: [EndpointPlugin], log: { write: (line) => void lines.push(line) } },
    );
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const put = (resource: JsonObject, headers: Record<string, string> = {}) =>
    server.write('put', '/Endpoint/c1', resource, headers);
  const issuesOf = ({ body }: { body: unknown }) =>
    (body as OperationOutcome).issue.map(({ severity, code, expression = [], details }) => ({
      severity,
      code,
      at: expression[0],
      // Without the position in the body at its end.
      text: details?.text?.replace(/ \((?:line|ligne) [^)]*\)/, ''),
    }));

  const faults: [string, JsonObject, { code: string; at: string; en: string; fr: string }][] = [
    [
      'a slice',
      { ...good, identifier: [{ system: 'urn:other' }] },
      {
        code: 'required',
        at: 'Endpoint.identifier',
        en: 'The slice `licence` of `identifier` has no entry; the profile portal requires one.',
        fr: 'Le slice `licence` d’`identifier` n’a aucune entrée ; le profil portal en exige 1.',
      },
    ],
    [
      'an invariant, in the languages of the profile',
      withoutContact,
      {
        code: 'invariant',
        at: 'Endpoint',
        en: 'A portal that is active has a contact (por-1 of the profile portal).',
        fr: 'Un portail actif a un contact (por-1 du profil portal).',
      },
    ],
    [
      'the place of an extension that the profile does not name',
      { ...good, contact: [{ system: 'phone', value: '1', extension: [{ url: NOTE, valueString: 'x' }] }] },
      {
        code: 'extension',
        at: 'Endpoint.contact[0].extension[0]',
        en: `The extension ${NOTE} is not allowed here; it belongs in \`Endpoint\`.`,
        fr: `L’extension ${NOTE} n’a pas sa place ici : elle va dans \`Endpoint\`.`,
      },
    ],
    [
      'the content of such an extension',
      { ...good, extension: [{ url: NOTE, valueBoolean: true }] },
      {
        code: 'structure',
        at: 'Endpoint.extension[0].value',
        en: '`value` is of type boolean, which the profile opening-note does not allow.',
        fr: '`value` est du type boolean, que le profil opening-note ne permet pas.',
      },
    ],
    [
      'a code',
      { ...good, payloadType: [kind('dya')] },
      {
        code: 'code-invalid',
        at: 'Endpoint.payloadType[0]',
        en: `\`payloadType\` is "dya" of "${BASE}/CodeSystem/kinds", which is not in the value set ${BASE}/ValueSet/kinds of the profile portal.`,
        fr: `\`payloadType\` vaut "dya" de "${BASE}/CodeSystem/kinds", qui ne fait pas partie du jeu de valeurs ${BASE}/ValueSet/kinds du profil portal.`,
      },
    ],
  ];

  it.each(faults)('refuses %s with handling=strict, in the language of the client', async (_, resource, expected) => {
    const { code, at, ...texts } = expected;
    for (const [language, text] of Object.entries(texts)) {
      const reply = await put(resource, { ...STRICT, 'Accept-Language': language }).expect(422);
      expect(issuesOf(reply)).toEqual([{ severity: 'error', code, at, text }]);
    }
  });

  it('accepts what conforms', async () => {
    const reply = await put(good, STRICT);
    expect([reply.status, reply.headers['fhir-warnings']]).toEqual([201, undefined]);
  });

  it('only warns by default', async () => {
    const reply = await put({ ...withoutContact, id: 'c1', name: 'x' });
    expect([reply.status < 300, reply.headers['fhir-warnings']]).toEqual([true, '1']);
  });

  it('serves its definitions, whole', async () => {
    const read = await server.send('get', '/StructureDefinition/portal').expect(200);
    expect(read.body as StructureDefinition).toEqual(portal);
    const found = (await server.send('get', `/StructureDefinition?url=${NOTE}`).expect(200)).body as Bundle;
    expect(found.entry?.map(({ resource }) => resource?.id)).toEqual(['opening-note']);
    await server.send('get', '/StructureDefinition?name=portal').expect(400);
    await server.send('get', '/ValueSet/kinds').expect(200);
    await server.send('get', '/CodeSystem/kinds').expect(200);
  });

  it('serves them by the page, each once', async () => {
    const all = (await server.send('get', '/StructureDefinition?_count=1000').expect(200)).body as Bundle;
    const ids: (string | undefined)[] = [];
    for (let path: string | undefined = '/StructureDefinition?_count=20'; path;) {
      const page = (await server.send('get', path).expect(200)).body as Bundle;
      expect([page.total, page.entry!.length <= 20]).toEqual([all.total, true]);
      ids.push(...page.entry!.map(({ resource }) => resource?.id));
      const next = page.link?.find(({ relation }) => relation === 'next')?.url;
      path = next?.slice(next.indexOf('/StructureDefinition'));
    }
    expect(ids).toEqual(all.entry!.map(({ resource }) => resource?.id));
    expect(ids.length).toBeGreaterThan(20);
    const { entry, total } = (await server.send('get', '/ValueSet?_summary=count').expect(200)).body as Bundle;
    expect([entry, total! > 0]).toEqual([undefined, true]);
  });

  it('reports a profile that cannot be compiled when it starts', () => {
    const told = lines.map((line) => (JSON.parse(line) as { msg?: string }).msg);
    // The log has other subjects too.
    expect(told.filter((each) => each?.includes(BASE))).toEqual([
      `${BROKEN}: It cannot be compiled: its base ${BASE}/StructureDefinition/nowhere is not known.`,
    ]);
  });

  it('refuses a resource that names such a profile', async () => {
    const reply = await put({ ...good, meta: { profile: [BROKEN] } }, STRICT).expect(422);
    expect(issuesOf(reply)).toEqual([
      {
        severity: 'error',
        code: 'not-supported',
        at: 'Endpoint',
        text: `The profile ${BROKEN} cannot be checked here: its base ${BASE}/StructureDefinition/nowhere is not known.`,
      },
    ]);
  });

  it('warns of an unknown profile, also with handling=strict', async () => {
    const reply = await put({ ...good, name: 'y', meta: { profile: [PORTAL, 'urn:nobody'] } }, STRICT);
    expect([reply.status < 300, reply.headers['fhir-warnings']]).toEqual([true, '1']);
  });

  it.each(['en', 'fr'])('$validate uses the given profile: %s', async (language) => {
    const { meta: _meta, ...unnamed } = withoutContact;
    const path = `/Endpoint/$validate?profile=${encodeURIComponent(PORTAL)}`;
    const reply = await server.write('post', path, unnamed, { 'Accept-Language': language }).expect(200);
    const [, , { en, fr }] = faults[1]!;
    expect(issuesOf(reply).map(({ text }) => text)).toEqual([language === 'fr' ? fr : en]);
  });
});
