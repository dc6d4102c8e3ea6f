import type { IssueDetail } from '../errors/fhir-error';
import type { PatchResult } from '../patch';
import { missingIsNotFound } from './conditional-faults';

const issue = (code: IssueDetail['code']): IssueDetail => ({
  code,
  text: 'x',
  expression: 'Parameters.parameter[0].part[1]',
});
const MISSING: IssueDetail = { ...issue('not-found'), missing: 'Location.name' };
const refusal = (...issues: IssueDetail[]): PatchResult => ({ ok: false, kind: 'unprocessable', issues });

describe('a conditional patch', () => {
  it.each<[string, PatchResult, string]>([
    ['whose paths all match nothing is not found', refusal(MISSING, MISSING), 'not-found'],
    ['with another fault beside stays what it is', refusal(MISSING, issue('conflict')), 'unprocessable'],
    ['with another fault alone stays what it is', refusal(issue('conflict')), 'unprocessable'],
    ['that names what no resource has stays what it is', refusal(issue('not-found')), 'unprocessable'],
    ['that names such a thing beside stays what it is', refusal(MISSING, issue('not-found')), 'unprocessable'],
  ])('%s', (_, result, kind) => {
    expect(missingIsNotFound(() => result)({})).toMatchObject({ ok: false, kind });
  });

  it('names what is missing as the place', () => {
    expect(missingIsNotFound(() => refusal(MISSING))({})).toMatchObject({
      issues: [{ expression: 'Location.name' }],
    });
  });
});
