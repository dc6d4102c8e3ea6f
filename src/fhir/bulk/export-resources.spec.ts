import type { IssueDetail } from '../errors/fhir-error';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { StoredVersion } from '../ports/versions';
import { exportResources } from './export-resources';

const version = (id: string, json: string): StoredVersion => ({
  type: 'Organization', id, versionId: '1', lastUpdated: new Date(0), interaction: 'create', json,
}); // prettier-ignore

const reader = (...versions: StoredVersion[]) => ({ search: async () => ({ versions, total: versions.length }) });
const source = { type: 'Organization', clauses: [] };

async function exported(stored: ReturnType<typeof reader>, more: Parameters<typeof exportResources>[2] = {}) {
  const texts: string[] = [];
  for await (const { text } of exportResources(stored, source, more)) texts.push(text);
  return texts.join('');
}

describe('resources on their way out', () => {
  it('are a line each, also where they are stored in several', async () => {
    expect(await exported(reader(version('a', '{\n  "id":\r\n"a"}'), version('b', '{"x":"\\n"}')))).toBe(
      '{   "id": "a"}\n{"x":"\\n"}\n',
    );
  });

  it('are nothing where there are none', async () => {
    expect(await exported(reader())).toBe('');
  });

  it('are told of by name when they cannot be shown, and the others go on', async () => {
    const told: IssueDetail[] = [];
    const show = async ({ id, json }: StoredVersion) => {
      if (id === 'b') throw new FhirError('forbidden', say`Not for you`);
      if (id === 'c') throw new SyntaxError('secret');
      return json!;
    };
    const all = reader(version('a', '{}'), version('b', '{}'), version('c', '{}'), version('d', '{"d":1}'));
    expect(await exported(all, { show, onFault: (fault) => told.push(fault) })).toBe('{}\n{"d":1}\n');
    expect(told.map(({ text }) => String(text))).toEqual([
      'Organization/b was not exported: Not for you',
      'Organization/c was not exported: it cannot be read as it is stored',
    ]);
    await expect(exported(all, { show })).rejects.toThrow('Organization/b');
  });
});
