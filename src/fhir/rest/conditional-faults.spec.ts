import type { IssueDetail } from '../errors/fhir-error';
import type { PatchResult } from '../patch';
import { missingIsNotFound } from './conditional-faults';

const issue = (code: IssueDetail['code'], at = 0): IssueDetail => ({
  code,
  text: 'x',
  expression: `Parameters.parameter[${at}].part[1]`,
  ...(code === 'not-found' && { missing: 'Location.name' }),
});
const refusal = (...issues: IssueDetail[]): PatchResult => ({ ok: false, kind: 'unprocessable', issues });

describe('a conditional patch', () => {
  it.each<[string, PatchResult, string | undefined]>([
    ['whose paths all match nothing is not found', refusal(issue('not-found')), 'not-found'],
    ['with another fault beside stays what it is', refusal(issue('not-found'), issue('conflict')), 'unprocessable'],
    ['with another fault alone stays what it is', refusal(issue('conflict')), 'unprocessable'],
  ])('%s', (_, result, kind) => {
    expect(missingIsNotFound(() => result)({})).toMatchObject({ ok: false, kind });
  });

  it('names what is missing as the place', () => {
    expect(missingIsNotFound(() => refusal(issue('not-found')))({})).toMatchObject({
      issues: [{ expression: 'Location.name' }],
    });
  });
});
