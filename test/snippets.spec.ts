import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, faultsIn } from './support/snippets';

const folder = 'docs/plugins';
const documents = Object.fromEntries(
  readdirSync(join(__dirname, '..', folder)).map((name) => [
    `${folder}/${name}`,
    readFileSync(join(__dirname, '..', folder, name), 'utf8'),
  ]),
);

const WRONG = `<!--ts
import { defineResource } from 'ror-fhir-facade';
-->

\`\`\`ts
export const wrong = defineResource({ type: 'Endpoint', interactions: ['reed'] });
\`\`\`
`;

describe('the code of the pages for authors of plugins', () => {
  it.each(Object.keys(documents))('%s has snippets', (name) => {
    expect(codeOf(documents[name]!).length).toBeGreaterThan(100);
  });

  it('compiles against the sources, and wrong code does not', () => {
    const faults = faultsIn({ ...documents, 'docs/plugins/wrong.md': WRONG });
    expect(faults.filter((fault) => !fault.startsWith('docs/plugins/wrong.md'))).toEqual([]);
    expect(faults).toEqual([expect.stringContaining('"reed"')]);
  });
});
