import type { IssueDetail } from '../errors/fhir-error';
import { newFaults, refuseFaults } from './resource-validator';

const issue = (over: Partial<IssueDetail> = {}): IssueDetail => ({ code: 'invariant', text: 'a', expression: 'Organization.telecom[0]', ...over }); // prettier-ignore

describe('what a patch answers for', () => {
  it.each<[string, IssueDetail, IssueDetail, boolean]>([
    ['the same fault', issue(), issue(), false],
    ['the same fault at another index', issue({ expression: 'Organization.telecom[3]' }), issue(), false],
    ['a fault said otherwise', issue({ text: 'b' }), issue(), true],
    ['a fault of another code', issue({ code: 'value' }), issue(), true],
    ['a fault of another element', issue({ expression: 'Organization.address[0]' }), issue(), true],
    ['what was only a warning before', issue(), issue({ severity: 'warning', text: 'b' }), true],
  ])('%s', (_, after, before, isNew) => {
    const { faults, former } = newFaults([after], () => [before]);
    expect([faults.length, former.length]).toEqual(isNew ? [1, 0] : [0, 1]);
  });

  it('what was there before is only looked for when there is a fault', () => {
    const before = jest.fn(() => []);
    newFaults([issue({ severity: 'warning' })], before);
    expect(before).not.toHaveBeenCalled();
  });
});

describe('refuseFaults', () => {
  const structure = issue({ code: 'structure' });
  it.each<[string, IssueDetail[], 'update' | 'patch', string | undefined]>([
    ['nothing', [], 'update', undefined],
    ['warnings', [issue({ severity: 'warning', code: 'structure' })], 'update', undefined],
    ['a broken rule', [issue()], 'update', 'unprocessable'],
    ['what is no FHIR', [structure], 'update', 'invalid-structure'],
    ['what is no FHIR beside a broken rule', [issue(), structure], 'update', 'invalid-structure'],
    ['what a patch made, which could itself be read', [issue(), structure], 'patch', 'unprocessable'],
  ])('%s', (_, issues, interaction, kind) => {
    const refusing = (): void => refuseFaults(issues, interaction);
    if (kind) expect(refusing).toThrow(expect.objectContaining({ kind }) as Error);
    else expect(refusing).not.toThrow();
  });
});
