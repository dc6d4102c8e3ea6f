import { FhirError, type FhirErrorKind } from '../errors/fhir-error';
import { writeEach } from './write-each';
import { blame, type Plan, type PlanOutcome } from './write-plan';

/** Plans by name, and a pipeline that refuses some of them, blaming the plan or not. */
function scene(wrong: Readonly<Record<string, FhirErrorKind>>, named: boolean) {
  const runs: string[] = [];
  const plans = [...'abcdefgh'].map((id) => ({ id }) as unknown as Plan);
  const run = async (some: readonly Plan[]): Promise<readonly PlanOutcome[]> => {
    runs.push(some.map(({ id }) => id).join(''));
    const bad = some.find(({ id }) => id! in wrong);
    if (bad) {
      const error = new FhirError(wrong[bad.id!]!, 'no');
      if (named) blame(error, bad);
      throw error;
    }
    return some.map(() => ({ created: true, changed: true, applied: [], notes: [] }));
  };
  return { runs, plans, pipeline: { run } };
}

const told = (outcomes: readonly (PlanOutcome | FhirError)[]) =>
  outcomes.map((each) => (each instanceof FhirError ? '-' : '+')).join('');

describe('plans each for itself', () => {
  it('are one unit where nothing is wrong', async () => {
    const { runs, plans, pipeline } = scene({}, true);
    expect([told(await writeEach(pipeline, plans)), runs]).toEqual(['++++++++', ['abcdefgh']]);
  });

  it('are written around the one that is blamed', async () => {
    const { runs, plans, pipeline } = scene({ d: 'unprocessable' }, true);
    expect(told(await writeEach(pipeline, plans))).toBe('+++-++++');
    expect(runs).toEqual(['abcdefgh', 'abc', 'efgh']);
  });

  it.each([true, false])('are told apart whatever is wrong with how many, blamed %s', async (named) => {
    const { plans, pipeline } = scene({ a: 'unprocessable', e: 'business-rule', h: 'invalid-structure' }, named);
    expect(told(await writeEach(pipeline, plans))).toBe('-+++-++-');
  });

  it.each<FhirErrorKind>(['unavailable', 'edit-conflict', 'internal'])('are not refused for %s', async (kind) => {
    const { plans, pipeline } = scene({ c: kind }, true);
    await expect(writeEach(pipeline, plans)).rejects.toThrow('no');
  });
});
