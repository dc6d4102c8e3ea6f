import { say } from '../messages';
import type { Item } from './item';
import { ProfileRun } from './profile-run';

const ORGANIZATION = { resourceType: 'Organization' };
const item: Item = {
  value: 'x',
  extras: undefined,
  type: 'string',
  step: { key: 'name', name: 'name' },
  extrasStep: { key: '_name', name: 'name' },
  index: undefined,
};
const found = (severity: 'error' | 'warning' | undefined) => ({
  code: 'value' as const,
  text: say`x`,
  ...(severity && { severity }),
});

describe('a run', () => {
  it.each([
    ['warning', true],
    ['error', false],
    [undefined, false],
  ] as const)('takes an item for one of a slice in spite of a fault of severity %s: %s', (severity, passes) => {
    const run = new ProfileRun(ORGANIZATION, 'Organization', 10);
    expect(run.passes(item, (trial) => trial.report(found(severity)))).toBe(passes);
    expect(run.issues).toEqual([]);
  });

  it('is over when more was found than is listed, and an error among it, told or not', () => {
    const run = new ProfileRun(ORGANIZATION, 'Organization', 2);
    for (let count = 0; count < 3; count += 1) run.report(found('warning'));
    expect([run.full, run.isOver]).toEqual([true, false]);
    run.report(found('error'));
    expect([run.issues.length, run.isOver]).toEqual([2, true]);
  });
});
