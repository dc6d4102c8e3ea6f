import { deepEqual, equal, rejects } from 'node:assert/strict';
import { indexChange, type StoredVersion } from '../../fhir';
import { contentOf } from './store-tester';
import type { Suite } from './suite';

const TEXTS: readonly [rule: string, json: string][] = [
  ['letters of many alphabets', '{"name":"Hôpital Œuvre Ελλάδα 北京 עברית"}'],
  ['characters of four bytes', '{"name":"🏥👩🏽‍⚕️𝒳"}'],
  ['the digits of a decimal', '{"position":{"longitude":1.00,"latitude":-0.000,"altitude":1e-22}}'],
  ['white space and the order of members', '{ "b" : 1 ,\r\n\t"a":2 }  '],
  ['quotes, backslashes, wildcards and escapes', String.raw`{"x":"'\"\\ %_ \u0000 \ud83d ? ;--"}`],
  ['200 KB', JSON.stringify({ text: 'é🏥x'.repeat(30_000) })],
];

/** Tests stores that keep text byte for byte. */
export const exactDocuments: Suite = (tester, { it }, { type, capabilities }) => {
  const written = async (render: () => string): Promise<StoredVersion> => {
    const resource = tester().sample();
    const id = tester().newId();
    const draft = tester().draft({ interaction: 'create', resource, render, ...(id !== undefined && { id }) });
    return tester().store.transaction((unit) => unit.write(draft, null));
  };

  for (const [rule, json] of TEXTS) {
    it(`come back byte for byte: ${rule}`, async () => {
      const made = await written(() => json);
      equal(made.json === json, true);
      // A store may answer with objects of a class.
      deepEqual({ ...(await tester().read(made.id)) }, { ...made });
      deepEqual({ ...(await tester().store.vread(type, made.id, made.versionId)) }, { ...made });
    });
  }

  it('that cannot be rendered are not stored, and the error is passed on unchanged', async () => {
    const tooLarge = new Error('too large');
    const refuse = (): string => {
      throw tooLarge;
    };
    await rejects(written(refuse), (error) => error === tooLarge);
  });

  if (!capabilities.deletes) return;
  it('are not rendered for a deletion', async () => {
    const made = await tester().create();
    let rendered = 0;
    const render = (): string => String((rendered += 1));
    const draft = tester().draft({ id: made.id, interaction: 'delete', render, at: new Date() });
    // With its index entries: left behind, they would be samples of values in later tests.
    const change = indexChange(contentOf(made), undefined, undefined, tester().searchable);
    const gone = await tester().store.transaction((unit) => unit.write(draft, made.versionId, change));
    deepEqual([gone.json, rendered], [null, 0]);
  });
};
