import type { AccessControl } from '../access';
import type { JsonObject } from '../json';
import type { RequestContext } from '../plugin/request-context';
import type { DefinitionLibrary } from '../profile/definition-library';
import { Pace } from './pace';
import { ResourceValidator, type CheckedWrite } from './resource-validator';
import type { RuleChecker } from './rule-checker';
import type { SeenNeighbours } from './seen-neighbours';
import { WriteJudge } from './write-judge';
import type { FhirOptions } from '../options/fhir-options';

const CHECKED: CheckedWrite = { interaction: 'update', handling: 'lenient' };
const PARAGRAPH = '<p>a</p>';

const organization = (paragraphs: number, name = 'a'): JsonObject => ({
  resourceType: 'Organization',
  name,
  text: {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml">${PARAGRAPH.repeat(paragraphs)}</div>`,
  },
});

/** What a client sees of a resource: all of it, or `view`. */
function judgeFor(view?: JsonObject): WriteJudge {
  const access = {
    isOpen: view === undefined,
    reads: () => true,
    view: (_: RequestContext, resource: JsonObject) => view ?? resource,
  } as unknown as AccessControl;
  const library = { issues: () => [] } as unknown as DefinitionLibrary;
  const rules = { assertAlone: () => [] } as unknown as RuleChecker;
  const validator = new ResourceValidator({ validationLevel: 'base' } as unknown as FhirOptions, library);
  return new WriteJudge(access, validator, rules, {} as SeenNeighbours, { baseUrl: '' });
}

/** How often others had their turn while a resource was judged, if each look at the clock says that a rest is due. */
async function turnsDuring(judge: WriteJudge, resource: JsonObject, isDue: boolean): Promise<number> {
  let [now, turns, done] = [0, 0, false];
  const other = (): void => {
    if (done) return;
    turns += 1;
    setImmediate(other);
  };
  setImmediate(other);
  const pace = new Pace(() => (now += isDue ? 1_000 : 0));
  await judge.judge({} as RequestContext, resource, CHECKED, pace).finally(() => (done = true));
  return turns;
}

const LONG = 20_000;

describe('a write is judged', () => {
  it('in several turns when its narrative is long', async () => {
    const [short, long] = [organization(1), organization(LONG)];
    const few = await turnsDuring(judgeFor(), short, true);
    expect(await turnsDuring(judgeFor(), long, true)).toBeGreaterThan(few + 10);
  });

  it('in several turns when the client sees only a part of it', async () => {
    const seen = organization(LONG);
    const few = await turnsDuring(judgeFor(organization(1)), organization(1), true);
    expect(await turnsDuring(judgeFor(seen), organization(LONG, 'b'), true)).toBeGreaterThan(few + 20);
  });

  it('at once when no rest is due', async () => {
    expect(await turnsDuring(judgeFor(), organization(LONG), false)).toBe(0);
  });

  it('at once, without steps in between, when it is short', () => {
    const validator = new ResourceValidator(
      { validationLevel: 'base' } as unknown as FhirOptions,
      {} as DefinitionLibrary,
    );
    expect(validator.assertValid(organization(100), CHECKED).next()).toEqual({ done: true, value: [] });
    expect(validator.assertValid(organization(LONG), CHECKED).next().done).toBe(false);
  });

  it('with the fault at the end of a long narrative', async () => {
    const resource = organization(LONG);
    (resource.text as JsonObject).div = (organization(LONG).text as { div: string }).div.replace(
      '</div>',
      '<script/></div>',
    );
    const judged = judgeFor().judge({} as RequestContext, resource, CHECKED, new Pace());
    await expect(judged).rejects.toMatchObject({
      kind: 'unprocessable',
      issues: [expect.objectContaining({ code: 'invariant', expression: 'Organization.text.div' })],
    });
  });
});
