import type { OperationOutcome } from 'fhir/r4';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patchOf } from '../support/patches';
import { startTestApp, type TestApp } from '../support/test-app';

const PAGE = readFileSync(join(__dirname, '../../docs/patch.md'), 'utf8');
const FHIR = 'application/fhir+json';
const JSON_PATCH = 'application/json-patch+json';

interface Sent {
  readonly mediaType: string;
  readonly body: object;
}

/** What the first column of the table of errors says is sent. */
const SENT: readonly (readonly [RegExp, (...parts: string[]) => Sent])[] = [
  [/^type `(\w+)`$/, (type) => fhirPath({ type, path: 'Organization.name' })],
  [/^path `(.+)`$/, (path) => fhirPath({ type: 'replace', path, value: { valueString: 'a' } })],
  [/^(replace|delete) `([^`]+)`$/, (type, path) => fhirPath({ type, path, ...(type === 'replace' && { value: { valueString: 'a' } }) })],
  [/^insert `(.+)`, index (\d+)$/, (path, index) => fhirPath({ type: 'insert', path, index: Number(index), value: { valueIdentifier: { value: 'a' } } })],
  [/^add `(.+)` to `(.+)`$/, (name, path) => fhirPath({ type: 'add', path, name, value: { valueString: 'a' } })],
  [/^replace `(.+)` by `(.+)`$/, (path, value) => fhirPath({ type: 'replace', path, value: { [value]: 'a' } })],
  [/^JSON Patch, op `(.+)`$/, (op) => jsonPatch({ op, path: '/name' })],
  [/^JSON Patch, path `(.+)`$/, (path) => jsonPatch({ op: 'replace', path, value: 'a' })],
  [/^JSON Patch, replace `(.+)`$/, (path) => jsonPatch({ op: 'replace', path, value: 'a' })],
]; // prettier-ignore

function fhirPath(operation: object): Sent {
  return { mediaType: FHIR, body: patchOf(operation as Parameters<typeof patchOf>[0]) };
}
function jsonPatch(operation: object): Sent {
  return { mediaType: JSON_PATCH, body: [operation] };
}

interface Row {
  readonly sent: string;
  readonly status: number;
  readonly text: string;
  readonly diagnostics: string;
}

/** The rows of the last table: `| sent | 422 text | diagnostics |`. */
const rows = Array.from(PAGE.matchAll(/^\| ([^|]+) \| (\d{3}) ([^|]+) \| ([^|]+) \|$/gm), ([, sent, status, text, diagnostics]): Row => (
  { sent: sent!, status: Number(status), text: text!, diagnostics: diagnostics! }
)).filter(({ sent }) => SENT.some(([pattern]) => pattern.test(sent))); // prettier-ignore

/** A text in which `…` stands for anything. An answer adds the position in the body. */
function saying(text: string): RegExp {
  const parts = text
    .replace(/\.$/, '')
    .split('…')
    .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}(?: \\(line \\d+, column \\d+\\))?\\.?$`, 's');
}

const BLOCKS = Array.from(PAGE.matchAll(/^```(\w*)\n(.*?)\n```$/gms), (found) => ({
  at: found.index,
  language: found[1]!,
  text: found[2]!,
}));

/** The first block of code in this language that begins after a text of the page; `''` for plain text. */
function blockAfter(text: string, language: string): string {
  const from = PAGE.indexOf(text);
  const block = BLOCKS.find((each) => from !== -1 && each.at > from && each.language === language);
  if (!block) throw new Error(`There is no block after ${text}`);
  return block.text;
}

const quotedIn = (block: string): string[] => Array.from(block.matchAll(/"([^"]+)"/g), ([, quoted]) => quoted!);

describe('docs/patch.md', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
  });
  afterAll(() => server.close());

  const patch = (id: string, { mediaType, body }: Sent, prefer = 'return=OperationOutcome') =>
    server.send('patch', `/Organization/${id}`).set({ 'Content-Type': mediaType, Prefer: prefer }).send(JSON.stringify(body)); // prettier-ignore
  const issuesOf = (reply: { readonly body: unknown }) => (reply.body as OperationOutcome).issue;

  it('has errors that are sent here', () => {
    expect(rows.length).toBeGreaterThan(12);
  });

  it.each(rows)('says what is answered to $sent', async ({ sent, status, text, diagnostics }) => {
    const [pattern, read] = SENT.find(([each]) => each.test(sent))!;
    const reply = await patch('2001', read(...pattern.exec(sent)!.slice(1)));
    const told = issuesOf(reply).map((issue) => ({ text: issue.details!.text!, diagnostics: issue.diagnostics }));
    expect({ status: reply.status, told }).toEqual({
      status,
      told: expect.arrayContaining([
        { text: expect.stringMatching(saying(text)), diagnostics: expect.stringMatching(saying(diagnostics)) },
      ]) as unknown,
    });
  });

  it('says that a patch without effect makes no version', async () => {
    const body = JSON.parse(blockAfter('## FHIRPath Patch, strict', 'json')) as object;
    const etags = [];
    for (let n = 0; n < 2; n += 1)
      etags.push((await patch('2002', { mediaType: FHIR, body }).expect(200)).headers['etag']);
    expect(etags).toEqual(['W/"2"', 'W/"2"']);
    expect(blockAfter('"valueString": "TECOTRO"', '')).toBe('200   ETag: W/"2"          sent again: 200   ETag: W/"2"');
  });

  it('quotes what a leniency reports, and how strict handling refuses it', async () => {
    const block = blockAfter('`replace-absent`', '');
    const [first, second, refused, hint] = quotedIn(block) as [string, string, string, string];
    const part = (name: string, valueString: string) => ({ name, valueString });
    const parts = [
      part('type', 'replace'),
      part('path', 'Organization'),
      part('name', 'name'),
      part('value', 'Quiétude'),
    ];
    const sent = {
      mediaType: FHIR,
      body: { resourceType: 'Parameters', parameter: [{ name: 'operation', part: parts }] },
    };
    const reply = await patch('1234', sent).expect(200);
    expect(block).toContain(`FHIR-Applied-Rules: ${reply.headers['fhir-applied-rules']}`);
    expect(issuesOf(reply)).toEqual(expect.arrayContaining([
      expect.objectContaining({ diagnostics: second, details: { text: first } }),
    ])); // prettier-ignore
    const strict = await patch('1234', sent, 'handling=strict').expect(400);
    expect(issuesOf(strict)).toEqual(expect.arrayContaining([
      expect.objectContaining({ diagnostics: hint, details: { text: expect.stringMatching(saying(refused)) as string } }),
    ])); // prettier-ignore
  });

  it('quotes the refusal of a JSON Patch whose test fails', async () => {
    const organization = {
      resourceType: 'Organization',
      name: 'A',
      telecom: [{ system: 'phone', value: '0102030405' }],
    };
    const { id } = (await server.write('post', '/Organization', organization).expect(201)).body as { id: string };
    const sent = { mediaType: JSON_PATCH, body: JSON.parse(blockAfter('All of RFC 6902', 'json')) as object };
    await patch(id, sent).expect(200);
    const [issue] = issuesOf(await patch(id, sent).expect(422));
    const block = blockAfter('"value": ["Q"]', '');
    const [, quoted] = /^ +"(Operation .*)"$/m.exec(block)!;
    expect(issue!.details!.text).toMatch(saying(quoted!));
    const [, code, expression] = /code (\w+), expression (\S+),/.exec(block)!;
    expect(issue).toMatchObject({ code, expression: [expression] });
  });

  it('quotes the report of an element that was left empty', async () => {
    const reply = await patch('2001', { mediaType: JSON_PATCH, body: [{ op: 'add', path: '/alias', value: [] }] });
    const [, quoted] = /\(`(Organization\.alias was left empty[^`]*)`\)/.exec(PAGE)!;
    expect(issuesOf(reply).map(({ details }) => details!.text)).toContainEqual(expect.stringMatching(saying(quoted!)));
  });
});
