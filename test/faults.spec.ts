import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS, misplaced, SERVER_FAULTS } from '../scripts/faults/all';

const ALL = [...FAULTS, ...SERVER_FAULTS];

/** Paths of all specs, from the root of the project. */
const SPECS = ['src', 'test', 'bench'].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => path.endsWith('spec.ts')),
);

describe('the list of faults of `npm run faults`', () => {
  it('names texts that occur once in their files', () => {
    const outdated = ALL.flatMap((fault) => {
      const why = misplaced(fault);
      return why === undefined ? [] : [`${fault[0]}: ${fault[1]} ${why}`];
    });
    expect(outdated).toEqual([]);
  });

  it('names specs that exist', () => {
    const unknown = ALL.flatMap(([file, , , ...specs]) =>
      specs.filter((spec) => !SPECS.some((path) => new RegExp(spec).test(path))).map((spec) => `${file}: ${spec}`),
    );
    expect(unknown).toEqual([]);
  });
});
